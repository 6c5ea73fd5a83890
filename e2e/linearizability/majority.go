package main

import "fmt"

// checkMajority holds the reads of one document to what read concern majority promises: each returns something that was written, a
// version never has two values, also not in what the other operations saw, and within a causally consistent session, which a client's
// majority reads are, the version never falls below that of an answer with a time. That they are recent is not promised.
func checkMajority(history []Operation) []string {
	started := map[int]int64{}
	writes := 0
	for _, operation := range history {
		if operation.changes() {
			started[operation.Value] = operation.Start
			writes++
		}
	}
	var problems []string
	values := map[int]Operation{}
	sessions := map[int]Operation{}
	for _, operation := range history {
		seen := operation.Seen
		if seen == nil {
			continue
		}
		if start, written := started[seen.Value]; seen.Value != 0 && (!written || start > *operation.End) {
			problems = append(problems, fmt.Sprintf("%v, which was not written by then", operation))
		}
		if seen.Version > writes {
			problems = append(problems, fmt.Sprintf("%v, after %d writes", operation, writes))
		}
		if other, known := values[seen.Version]; known && other.Seen.Value != seen.Value {
			problems = append(problems, fmt.Sprintf("one version with two values:\n  %v\n  %v", other, operation))
		}
		values[seen.Version] = operation
		if operation.Kind != "majority" {
			continue
		}
		if earlier, known := sessions[operation.Client]; known && earlier.Seen.Version > seen.Version {
			problems = append(problems, fmt.Sprintf("a session that went back:\n  %v\n  %v", earlier, operation))
		}
		// What has no time does not move the session on.
		if !operation.Untimed {
			sessions[operation.Client] = operation
		}
	}
	return problems
}

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
)

// Operation is a line of a history: what one client asked of one document, and what it was answered.
type Operation struct {
	Client int    `json:"client"`
	Key    string `json:"key"`
	// Kind is read (linearizable), majority (a read of that concern), write, or cas (compare-and-set).
	Kind string `json:"kind"`
	// Start and End are microseconds of one clock. A write without an end has no answer: it may have happened or not, or happen yet.
	Start int64  `json:"start"`
	End   *int64 `json:"end"`
	// Value is what a write or a compare-and-set writes, Expected what the latter compares with.
	Value    int `json:"value"`
	Expected int `json:"expected"`
	// Seen is the document that a read returned, or that a compare-and-set found.
	Seen *Document `json:"seen"`
	// Untimed is a majority read whose answer had no operationTime.
	Untimed bool   `json:"untimed"`
	Error   string `json:"error"`
}

// Document is a register that counts its writes. Each value is written once, so that two documents with one version are two pasts.
type Document struct {
	Value   int `json:"value"`
	Version int `json:"version"`
}

func readHistory(lines io.Reader) ([]Operation, error) {
	var history []Operation
	scanner := bufio.NewScanner(lines)
	for line := 1; scanner.Scan(); line++ {
		var operation Operation
		if err := json.Unmarshal(scanner.Bytes(), &operation); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		switch operation.Kind {
		case "read", "majority", "write", "cas":
		default:
			return nil, fmt.Errorf("line %d: unknown kind %q", line, operation.Kind)
		}
		history = append(history, operation)
	}
	return history, scanner.Err()
}

func (operation Operation) isAnswered() bool { return operation.End != nil }

func (operation Operation) changes() bool {
	return operation.Kind == "write" || operation.Kind == "cas"
}

func (operation Operation) String() string {
	end := "no answer"
	if operation.isAnswered() {
		end = fmt.Sprintf("%.3f s", float64(*operation.End)/1e6)
	}
	text := fmt.Sprintf("client %d, %.3f s to %s: %s", operation.Client, float64(operation.Start)/1e6, end, operation.Kind)
	switch operation.Kind {
	case "write":
		text += fmt.Sprintf(" %d", operation.Value)
	case "cas":
		text += fmt.Sprintf(" %d → %d", operation.Expected, operation.Value)
	}
	if operation.Seen != nil {
		text += fmt.Sprintf(", saw %d as version %d", operation.Seen.Value, operation.Seen.Version)
	}
	return text
}

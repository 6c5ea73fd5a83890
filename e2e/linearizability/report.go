package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/anishathalye/porcupine"
)

const evidenceLines = 12

// Report is the verdict on a history.
type Report struct {
	documents, answered, open, failedReads int
	refused, undecided                     []string
}

func judge(history []Operation, limit time.Duration) Report {
	var report Report
	documents := map[string][]Operation{}
	for _, operation := range history {
		switch {
		case operation.isAnswered():
			report.answered++
		case operation.changes():
			report.open++
		default:
			report.failedReads++
			continue
		}
		documents[operation.Key] = append(documents[operation.Key], operation)
	}
	report.documents = len(documents)
	for _, key := range slices.Sorted(maps.Keys(documents)) {
		report.judgeDocument(key, documents[key], limit)
	}
	return report
}

func (report *Report) judgeDocument(key string, operations []Operation, limit time.Duration) {
	for _, problem := range checkMajority(operations) {
		report.refused = append(report.refused, fmt.Sprintf("document %s: %s", key, problem))
	}
	strict := slices.DeleteFunc(slices.Clone(operations), func(one Operation) bool { return one.Kind == "majority" })
	switch checkDocument(strict, limit) {
	case porcupine.Illegal:
		least := evidence(strict, limit)
		lines := []string{fmt.Sprintf("document %s: no order of %d operations explains the answers; the last of them:", key, len(least))}
		for _, operation := range least[max(0, len(least)-evidenceLines):] {
			lines = append(lines, operation.String())
		}
		report.refused = append(report.refused, strings.Join(lines, "\n  "))
	case porcupine.Unknown:
		report.undecided = append(report.undecided, fmt.Sprintf("document %s: undecided after %v", key, limit))
	}
}

func (report Report) exitCode() int {
	switch {
	case len(report.refused) > 0:
		return 1
	case len(report.undecided) > 0:
		return 2
	}
	return 0
}

func (report Report) String() string {
	verdict := []string{"linearizable", "refused", "undecided"}[report.exitCode()]
	counts := fmt.Sprintf("%s: %d documents, %d operations answered, %d writes without an answer, %d failed reads",
		verdict, report.documents, report.answered, report.open, report.failedReads)
	return strings.Join(slices.Concat([]string{counts}, report.refused, report.undecided), "\n") + "\n"
}

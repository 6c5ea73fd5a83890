package main

import (
	"strings"
	"testing"
	"time"
)

// Each history is a document's; what is refused names what the report must say of it.
var histories = map[string]struct{ history, refused string }{
	"one client after the other": {`
		{"kind":"read","start":0,"end":1,"seen":{"value":0,"version":0}}
		{"kind":"write","start":2,"end":3,"value":1}
		{"kind":"cas","start":4,"end":5,"expected":1,"value":2,"seen":{"value":1,"version":1}}
		{"kind":"cas","start":6,"end":7,"expected":1,"value":3,"seen":{"value":2,"version":2}}
		{"kind":"read","start":8,"end":9,"seen":{"value":2,"version":3}}`, ""},
	"a write without an answer that happened later": {`
		{"kind":"write","start":0,"value":1}
		{"kind":"read","start":1,"end":2,"seen":{"value":0,"version":0}}
		{"kind":"read","start":3,"end":4,"seen":{"value":1,"version":1}}`, ""},
	"a compare-and-set without an answer that never happened": {`
		{"kind":"cas","start":0,"expected":0,"value":1}
		{"kind":"write","start":1,"end":2,"value":2}
		{"kind":"read","start":3,"end":4,"seen":{"value":2,"version":1}}`, ""},
	"an acknowledged write that is lost": {`
		{"kind":"write","start":0,"end":1,"value":1}
		{"kind":"write","start":2,"end":3,"value":2}
		{"kind":"read","start":4,"end":5,"seen":{"value":1,"version":1}}`, "no order of 3 operations"},
	"an acknowledged write below another one": {`
		{"kind":"write","start":0,"end":1,"value":1}
		{"kind":"write","start":2,"end":3,"value":2}
		{"kind":"read","start":4,"end":5,"seen":{"value":2,"version":1}}`, "no order of 3 operations"},
	"a stale read": {`
		{"kind":"write","start":0,"end":1,"value":1}
		{"kind":"read","start":2,"end":3,"seen":{"value":1,"version":1}}
		{"kind":"write","start":4,"end":5,"value":2}
		{"kind":"read","start":6,"end":7,"seen":{"value":2,"version":2}}
		{"kind":"read","start":8,"end":9,"seen":{"value":1,"version":1}}`, "no order of 3 operations"},
	"two compare-and-sets that both found the same": {`
		{"kind":"cas","start":0,"end":3,"expected":0,"value":1,"seen":{"value":0,"version":0}}
		{"kind":"cas","start":1,"end":2,"expected":0,"value":2,"seen":{"value":0,"version":0}}`, "no order of 2 operations"},
	"a write that was taken for undone, and came back": {`
		{"kind":"write","start":0,"value":1}
		{"kind":"read","start":1,"end":2,"seen":{"value":1,"version":1}}
		{"kind":"read","start":3,"end":4,"seen":{"value":0,"version":0}}`, "no order of 3 operations"},
	"a majority read that is behind": {`
		{"kind":"write","start":0,"end":1,"value":1}
		{"kind":"majority","start":2,"end":3,"seen":{"value":0,"version":0}}`, ""},
	"a majority read of what was never written": {`
		{"kind":"majority","start":2,"end":3,"seen":{"value":7,"version":0}}`, "not written by then"},
	"a majority read before the write": {`
		{"kind":"majority","start":0,"end":1,"seen":{"value":7,"version":1}}
		{"kind":"write","start":2,"end":3,"value":7}`, "not written by then"},
	"a session that goes back": {`
		{"kind":"write","start":0,"end":1,"value":1}
		{"kind":"majority","start":2,"end":3,"seen":{"value":1,"version":1}}
		{"kind":"majority","start":4,"end":5,"seen":{"value":0,"version":0}}`, "went back"},
	"a session that goes back behind an answer without a time": {`
		{"kind":"write","start":0,"end":1,"value":1}
		{"kind":"majority","start":2,"end":3,"seen":{"value":1,"version":1},"untimed":true}
		{"kind":"majority","start":4,"end":5,"seen":{"value":0,"version":0}}`, ""},
	"a session that goes back by an answer without a time": {`
		{"kind":"write","start":0,"end":1,"value":1}
		{"kind":"majority","start":2,"end":3,"seen":{"value":1,"version":1}}
		{"kind":"majority","start":4,"end":5,"seen":{"value":0,"version":0},"untimed":true}`, "went back"},
	"a majority read of a past that was rolled back": {`
		{"kind":"write","start":0,"value":1}
		{"kind":"write","start":0,"end":1,"value":2}
		{"kind":"majority","client":1,"start":2,"end":3,"seen":{"value":1,"version":1}}
		{"kind":"read","start":4,"end":5,"seen":{"value":2,"version":1}}`, "one version with two values"},
}

func TestJudge(t *testing.T) {
	for title, one := range histories {
		t.Run(title, func(t *testing.T) {
			history, err := readHistory(strings.NewReader(strings.TrimSpace(one.history)))
			if err != nil {
				t.Fatal(err)
			}
			report := judge(history, time.Minute).String()
			if one.refused == "" && !strings.HasPrefix(report, "linearizable: ") {
				t.Errorf("refused: %s", report)
			}
			if one.refused != "" && (!strings.HasPrefix(report, "refused: ") || !strings.Contains(report, one.refused)) {
				t.Errorf("want a report with %q, got %s", one.refused, report)
			}
		})
	}
}

func TestReportNamesTheDocumentAndLeavesOutReadsThatProveNothing(t *testing.T) {
	history, err := readHistory(strings.NewReader(`{"key":"a","kind":"write","start":0,"end":1,"value":1}
{"key":"b","kind":"write","start":0,"end":1000000,"value":2}
{"key":"b","kind":"read","start":1100000,"end":1200000,"seen":{"value":2,"version":1}}
{"key":"b","client":3,"kind":"read","start":2000000,"end":3000000,"seen":{"value":0,"version":0}}
{"key":"b","kind":"write","start":4000000,"end":5000000,"value":3}
{"key":"b","kind":"read","start":1,"error":"MongoServerSelectionError"}`))
	if err != nil {
		t.Fatal(err)
	}
	const want = `refused: 2 documents, 5 operations answered, 0 writes without an answer, 1 failed reads
document b: no order of 2 operations explains the answers; the last of them:
  client 0, 0.000 s to 1.000 s: write 2
  client 3, 2.000 s to 3.000 s: read, saw 0 as version 0
`
	if got := judge(history, time.Minute).String(); got != want {
		t.Errorf("want\n%sgot\n%s", want, got)
	}
}

func TestReadHistoryRefusesUnknownKinds(t *testing.T) {
	_, err := readHistory(strings.NewReader(`{"kind":"delete"}`))
	if err == nil || err.Error() != `line 1: unknown kind "delete"` {
		t.Errorf("got %v", err)
	}
}

// Command linearizability judges a history of clients of a few documents, a JSON object a line, from standard input. It prints the counts
// and the verdict, and for each document that fails the least that shows why. It exits with 1 if one fails, and with 2 if one is undecided.
package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	history, err := readHistory(os.Stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	report := judge(history, time.Minute)
	fmt.Print(report)
	os.Exit(report.exitCode())
}

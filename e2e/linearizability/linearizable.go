package main

import (
	"math"
	"slices"
	"time"

	"github.com/anishathalye/porcupine"
)

// register is a document under reads, writes and compare-and-sets. A compare-and-set that finds another value writes too: it counts up.
var register = porcupine.Model{
	Init: func() any { return Document{} },
	Step: func(state, input, output any) (bool, any) {
		before, operation := state.(Document), input.(Operation)
		if seen := output.(*Document); seen != nil && *seen != before {
			return false, before
		}
		after := Document{Value: before.Value, Version: before.Version + 1}
		switch {
		case operation.Kind == "read":
			return true, before
		case operation.Kind == "write", before.Value == operation.Expected:
			after.Value = operation.Value
		}
		return true, after
	},
}

// checkDocument searches for an order of one document's operations that explains all answers.
func checkDocument(history []Operation, limit time.Duration) porcupine.CheckResult {
	operations := make([]porcupine.Operation, 0, len(history))
	for index, operation := range history {
		end := int64(math.MaxInt64)
		if operation.isAnswered() {
			end = *operation.End
		}
		// Those without an answer overlap with all that follows, also of their own client.
		operations = append(operations, porcupine.Operation{
			ClientId: index, Input: operation, Call: operation.Start, Output: operation.Seen, Return: end,
		})
	}
	return porcupine.CheckOperationsTimeout(register, operations, limit)
}

// evidence returns the least of a refused history that is still refused: the shortest beginning, without the reads that prove nothing.
func evidence(history []Operation, limit time.Duration) []Operation {
	isRefused := func(part []Operation) bool { return checkDocument(part, limit) == porcupine.Illegal }
	var ends []int64
	for _, operation := range history {
		if operation.isAnswered() {
			ends = append(ends, *operation.End)
		}
	}
	slices.Sort(ends)
	first, _ := slices.BinarySearchFunc(ends, true, func(end int64, _ bool) int {
		if isRefused(until(history, end)) {
			return 0
		}
		return -1
	})
	least := until(history, ends[min(first, len(ends)-1)])
	for index := len(least) - 1; index >= 0; index-- {
		without := slices.Delete(slices.Clone(least), index, index+1)
		if least[index].Kind == "read" && isRefused(without) {
			least = without
		}
	}
	return least
}

// until returns the history as it was known at a time: what had no answer by then has none.
func until(history []Operation, end int64) []Operation {
	var known []Operation
	for _, operation := range history {
		if operation.Start > end {
			continue
		}
		if !operation.isAnswered() || *operation.End > end {
			if !operation.changes() {
				continue
			}
			operation.End, operation.Seen = nil, nil
		}
		known = append(known, operation)
	}
	return known
}

package render

import (
	"fmt"
	"strings"
)

// This file has the English that all renderings share: a count and its noun, a verb that
// agrees with its subject, a duration, and the name of a kind.

// verb returns the form of a verb for n subjects: one user `gains`, two `gain`.
func verb(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return several
}

// Count returns a number and its noun: `1 queue`, `2 queues`.
func Count(n int, noun string) string {
	switch {
	case n == 1, strings.HasPrefix(noun, "hours"):
		return fmt.Sprintf("%d %s", n, noun)
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	case strings.HasSuffix(noun, "s"):
		return fmt.Sprintf("%d %ses", n, noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// duration returns a time for people: `22 s`, `8 min 18 s`, `2 h 5 min`.
func duration(seconds int) string {
	switch minutes := seconds / 60; {
	case minutes == 0:
		return fmt.Sprintf("%d s", seconds)
	case minutes < 60:
		return fmt.Sprintf("%d min %d s", minutes, seconds%60)
	default:
		return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
	}
}

// kindWords returns the name of a kind as people say it: `routing profile`.
func kindWords(kind string) string { return strings.ReplaceAll(kind, "_", " ") }

package render

import (
	"fmt"
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

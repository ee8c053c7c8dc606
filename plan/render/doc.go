// Package render shows plans. Every rendering comes from one plan value, and the
// same plan gives the same bytes. Live names are untrusted: whatever they hold is
// harmless in each rendering.
package render

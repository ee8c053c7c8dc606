package main

import (
	"os"
	"runtime/debug"
	"strconv"
	"time"
)

// release is set when a release is built:
// go build -ldflags "-X main.release=0.1.0".
var release = "0.1.0-dev"

func version() string { return release }

// commit returns what the binary was built from, as far as it knows.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return ""
}

// createdAt returns now, or the time that a reproducible build wants instead.
func createdAt() time.Time {
	if s, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(s, 0).UTC()
	}
	return time.Now().UTC().Truncate(time.Second)
}

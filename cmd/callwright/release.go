package main

import (
	"os"
	"runtime/debug"
	"strconv"
	"time"
)

// release is the version of callwright. The build of a release sets it:
//
//	go build -ldflags "-X main.release=0.1.0"
var release = "0.1.0-dev"

// version returns the version of callwright.
func version() string { return release }

// commit returns the commit that the binary was built from; "" if the binary was built
// outside git or as a test.
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

// createdAt returns the time that documents have. The variable SOURCE_DATE_EPOCH, by which
// reproducible builds set the time, overrides the clock; our golden files rely on it.
func createdAt() time.Time {
	if s, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(s, 0).UTC()
	}
	return time.Now().UTC().Truncate(time.Second)
}

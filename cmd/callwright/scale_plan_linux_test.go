package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/config"
	"github.com/callwright/callwright/schema/schematest"
	"github.com/callwright/callwright/schema/snapshot"
)

// writeSnapshot writes a snapshot of a contact centre to which the configuration in a folder was
// applied.
func writeSnapshot(tb testing.TB, dir, to string) {
	tb.Helper()
	c, diags := config.Load(os.DirFS(dir), ".", config.Options{})
	if diags.HasErrors() {
		tb.Fatal(diags)
	}
	in := schematest.LargeInstance()
	s := snapshot.Snapshot{
		Taken: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC), Tool: snapshot.Tool{Name: "callwright"}, Instance: in,
		State: schematest.Applied(in, c.Want), Kinds: slices.Collect(schema.Kinds()),
	}
	var b bytes.Buffer
	if err := errors.Join(s.Encode(&b), os.WriteFile(to, b.Bytes(), 0o600)); err != nil {
		tb.Fatal(err)
	}
}

// A largePlan is a plan that a benchmark makes of a large contact centre.
type largePlan struct {
	files     string // the configuration: of all users, or of none
	live      string // the snapshot: of all users, or of none
	args      string // of plan
	says      string // the result, with the number of users in place of #
	hundredth bool   // whether the number is a hundredth of the users
}

// largePlans are the plans by name.
var largePlans = map[string]largePlan{
	"changed":         {files: "all", live: "all", says: "# to update", hundredth: true},
	"changed/json":    {files: "all", live: "all", args: "-o json=out.json", hundredth: true},
	"create":          {files: "all", live: "none", says: "# to create"},
	"create/json":     {files: "all", live: "none", args: "-o json=out.json"},
	"create/out":      {files: "all", live: "none", args: "--out out.json", says: "# to create"},
	"create/html":     {files: "all", live: "none", args: "-o html=out.html"},
	"create/markdown": {files: "all", live: "none", args: "-o markdown=out.md"},
	"delete":          {files: "none", live: "all", says: "# to delete"},
	"delete/json":     {files: "none", live: "all", args: "-o json=out.json"},
}

// run makes the plan in a folder that [largeFolder] returned.
func (p largePlan) run(b *testing.B, dir string, n int) commandRun {
	b.Helper()
	run := runCommand(b, filepath.Join(dir, p.files), append([]string{"plan", "--live", "../" + p.live + ".json"}, strings.Fields(p.args)...), nil)
	if p.hundredth {
		n /= 100
	}
	if want := strings.ReplaceAll(p.says, "#", fmt.Sprint(n)); !strings.Contains(run.said, want) || strings.Contains(run.said, "Error") {
		b.Fatalf("plan says %.1000q … %q, want %q", run.said, run.said[max(0, len(run.said)-1000):], want)
	}
	return run
}

// largeFolder returns a folder with two configurations and two snapshots, each with n users and
// without any. One user in a hundred has another routing profile in the configuration.
func largeFolder(b *testing.B, n int) string {
	b.Helper()
	files := map[string]string{}
	for folder, part := range map[string]map[string]string{"none": schematest.LargeCentre(0, 0), "all": schematest.LargeCentre(n, 1), "applied": schematest.LargeCentre(n, 0)} {
		for name, text := range part {
			files[folder+"/"+name] = text
		}
	}
	dir := writeFiles(b, files)
	writeSnapshot(b, filepath.Join(dir, "none"), filepath.Join(dir, "none.json"))
	writeSnapshot(b, filepath.Join(dir, "applied"), filepath.Join(dir, "all.json"))
	return dir
}

// BenchmarkScalePlan makes plans of 10,000 and of 100,000 users against a snapshot, each in a
// process of its own: a plan that changes one user in a hundred, one that creates all, and one that
// deletes all. It reports the time and the most memory, and how many times as much ten times
// the users take.
//
//	go test ./cmd/callwright -run '^$' -bench ScalePlan -benchtime 1x
func BenchmarkScalePlan(b *testing.B) {
	const few, many = 10_000, 100_000
	small, large := largeFolder(b, few), largeFolder(b, many)
	for name, p := range largePlans {
		b.Run(name, func(b *testing.B) {
			var ten, hundred commandRun
			for b.Loop() {
				ten, hundred = ten.plus(p.run(b, small, few)), hundred.plus(p.run(b, large, many))
			}
			n := float64(b.N)
			b.ReportMetric(ten.took.Seconds()/n, "s-10k")
			b.ReportMetric(hundred.took.Seconds()/n, "s-100k")
			b.ReportMetric(hundred.cpu.Seconds()/n, "cpu-s-100k")
			b.ReportMetric(hundred.took.Seconds()/ten.took.Seconds(), "x-time")
			b.ReportMetric(hundred.cpu.Seconds()/ten.cpu.Seconds(), "x-cpu")
			b.ReportMetric(float64(ten.mib), "peak-MiB-10k")
			b.ReportMetric(float64(hundred.mib), "peak-MiB-100k")
			b.ReportMetric(float64(hundred.mib)/float64(ten.mib), "x-memory")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// plus returns the times of two runs together, and the larger of their memories.
func (r commandRun) plus(other commandRun) commandRun {
	return commandRun{took: r.took + other.took, cpu: r.cpu + other.cpu, mib: max(r.mib, other.mib), each: max(r.each, other.each)}
}

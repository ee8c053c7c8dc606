package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A hostile input is one that a stranger's pull request may have: a few lines, or a file,
// on which callwright once spent minutes or gigabytes.
type hostile struct {
	args  string            // of callwright; "" for validate
	files map[string]string // by name
	size  int64             // of the file big, which is sparse
	says  string            // what callwright must say of it; "" for anything
}

// repeated returns a text n times, with the number of the copy in place of each #.
func repeated(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// local returns the files of a configuration with one local.
func local(expr string) map[string]string {
	return map[string]string{"m.hcl": "locals {\n  x = " + expr + "\n}\n"}
}

// severally returns a configuration of n files with the text, in which the number of the file
// is in place of each #.
func severally(n int, text string) map[string]string {
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("m%d.hcl", i)] = strings.ReplaceAll(text, "#", fmt.Sprint(i))
	}
	return files
}

// moduleTree returns a configuration of modules in which each calls the next one twice, with a
// comment of the given length.
func moduleTree(comment int) map[string]string {
	files := map[string]string{"m.hcl": "module \"a\" {\n  source = \"./m0\"\n}\n", "m18/m.hcl": "agent_status \"x\" {}\n"}
	for i := range 18 {
		call := fmt.Sprintf(" {\n  source = \"../m%d\"\n}\n", i+1)
		files[fmt.Sprintf("m%d/m.hcl", i)] = "module \"a\"" + call + "module \"b\"" + call + strings.Repeat("#", comment) + "\n"
	}
	return files
}

// raceDetector is true when the tests are built with -race, which multiplies the memory.
var raceDetector bool

// hostiles returns the inputs by name. They are not a variable, because the process that is
// measured is this test's own program and would hold them, too.
func hostiles() map[string]hostile {
	return map[string]hostile{
		"regexall":             {files: local(`length(regexall(" .*x| ", format("%200000s", "")))`)},
		"regex heavy":          {files: local(`can(regex("( ?){1,1000}$", format("%1000000s", "")))`)},
		"regex in a loop":      {files: local(`[for i in range(1000) : [for j in range(1000) : can(regex("(a|b)*c${j}", format("%1000s", "")))]]`)},
		"toset":                {files: local(`toset([for i, v in split(" ", format("%1000000s", "")) : i])`), says: "Configuration too large to evaluate"},
		"contains in a loop":   {files: local(`[for i in range(1000) : [for j in range(1000) : contains(range(1000), i)]]`)},
		"element in a loop":    {files: local(`[for i in range(1000) : [for j in range(1000) : element(range(1000), i)]]`)},
		"concat in a loop":     {files: local(`[for i in range(1000) : [for j in range(1000) : concat(range(1000), [i])]]`)},
		"sha512 in a loop":     {files: local(`[for i in range(1000) : [for j in range(1000) : sha512("${i}-${j}")]]`)},
		"transpose":            {files: local(`transpose({ for i in range(1000) : i => [for j in range(1000) : "${j}"] })`)},
		"jsondecode of 8 MB":   {files: map[string]string{"m.hcl": "locals {\n  x = jsondecode(file(\"x.json\"))\n}\n", "x.json": "[" + strings.Repeat("[],", 2_700_000) + "1]"}},
		"panics":               {files: local(`[try((1 / 0) % 2, 1), transpose({ a = null }), log(-1, 2)]`)},
		"3,000 wrong blocks":   {files: map[string]string{"m.hcl": repeated(3000, "queue \"q#\" {\n foo = 1\n}\n")}},
		"20 kB of @":           {files: map[string]string{"m.hcl": strings.Repeat("@", 20_000)}},
		"30,000 unknown":       {files: local("[\n" + repeated(30_000, "    queue.q#,\n") + "  ]")},
		"20,000 locals":        {files: map[string]string{"m.hcl": "locals {\n  a0 = 1\n" + repeated(20_000, "  b# = local.a#\n  a# = local.b#\n") + "}\n"}},
		"5 MB of NUL":          {files: map[string]string{"m.hcl": strings.Repeat("\x00", 5_000_000)}, says: "an .hcl file can have at most 4 MiB"},
		"4 MB of NUL":          {files: map[string]string{"m.hcl": strings.Repeat("\x00", 4_000_000)}, says: "The file has more than 300000 words and signs."},
		"a heredoc of 20 MB":   {files: local("<<X\n" + strings.Repeat(strings.Repeat("lorem ipsum ", 8)+"\n", 200_000) + "X"), says: "an .hcl file can have at most 4 MiB"},
		"a heredoc of 4 MB":    {files: local("<<X\n" + strings.Repeat(strings.Repeat("lorem ipsum ", 8)+"\n", 40_000) + "X"), says: "File too large"},
		"a list of 3,000,000":  {files: local("[" + strings.Repeat("1,", 3_000_000) + "]"), says: "an .hcl file can have at most 4 MiB"},
		"a list of 149,000":    {files: local("[" + strings.Repeat("1,", 149_000) + "]")},
		"duplicate keys":       {files: local(`{ for i in range(1000) : floor(i / 2) => { x = range(100) } }`)},
		"duplicates in loops":  {files: local(`[for i in range(1000) : { for j in range(1000) : "a" => { for k in range(1000) : "b" => k } }]`)},
		"80,000 duplicates":    {files: map[string]string{"m.hcl": "locals {\n  x = { for r in csvdecode(file(\"x.csv\")) : r.a => r }\n}\n", "x.csv": "a,b\n" + strings.Repeat("1,2\n", 80_000)}},
		"40,000 twice":         {files: map[string]string{"m.hcl": "locals {\n  x = { for r in csvdecode(file(\"x.csv\")) : r.a => r }\n}\n", "x.csv": "a,b\n" + repeated(40_000, "#,2\n") + repeated(40_000, "#,3\n")}},
		"Terraform blocks":     {files: map[string]string{"m.hcl": repeated(10_000, "resource \"aws_connect_queue\" \"q#\" {}\n")}},
		"2 lists of 74,000":    {files: severally(2, "locals {\n  x# = ["+strings.Repeat("1,", 74_000)+"]\n}\n")},
		"50 lists of 149,000":  {files: severally(50, "locals {\n  x# = ["+strings.Repeat("1,", 149_000)+"]\n}\n"), says: "the .hcl files have more than 300000 words and signs together"},
		"49,000 conditions":    {files: local("[" + strings.Repeat("a?b:c,", 49_000) + "]")},
		"4 files of comments":  {files: severally(4, strings.Repeat("# lorem ipsum dolor\n", 200_000))},
		"4 files of texts":     {files: severally(4, repeated(8, "locals {\n  x# = \""+strings.Repeat("a", 500_000)+"\"\n}\n"))},
		"4,000 files":          {files: severally(4000, "locals {\n  x# = [1, 2, 3]\n}\n")},
		"160,000 objects":      {files: severally(4, repeated(40_000, "queue \"q#\" {}\n")), says: "more than 150000 blocks of objects together"},
		"a tree of modules":    {files: moduleTree(1), says: "Configuration too large to evaluate"},
		"a tree of large ones": {files: moduleTree(20_000), says: "Configuration too large to evaluate"},
		"fmt of 5 GB":          {args: "fmt --check big", size: 5 << 30, says: "big is too large: it can have at most 4 MiB"},
		"fmt of a device":      {args: "fmt --check /dev/zero", says: "/dev/zero is too large: it can have at most 4 MiB"},
		"fmt of a list":        {args: "fmt --check m.hcl", files: local("[" + strings.Repeat("1,", 149_000) + "]")},
		"fmt of 4 MB of NUL":   {args: "fmt --check m.hcl", files: map[string]string{"m.hcl": strings.Repeat("\x00", 4_000_000)}, says: "The file has more than 300000 words and signs."},
		"show of 8 GB":         {args: "show big", size: 8 << 30, says: "big is too large: it can have at most 256 MiB"},
		"apply of 8 GB":        {args: "apply big", size: 8 << 30, says: "big is too large: it can have at most 256 MiB"},
		"only a device":        {args: "plan --only-file /dev/zero", files: local("1"), says: "/dev/zero is too large: it can have at most 4 MiB"},
		"only 5 GB":            {args: "plan --only-file big", files: local("1"), size: 5 << 30, says: "big is too large: it can have at most 4 MiB"},
		"passwords of 5 GB":    {args: "apply --initial-passwords big", files: local("1"), size: 5 << 30, says: "big is too large: it can have at most 4 MiB"},
		"variables of 5 GB":    {args: "validate --var-file big", files: local("1"), size: 5 << 30, says: `"big" cannot be read: it is too large: an .hcl file can have at most 4 MiB`},
		"a file of 5 GB":       {files: local(`file("big")`), size: 5 << 30, says: "it is too large: a file can have at most 64 MiB"},
	}
}

// run runs callwright on the input, on one core, and returns what it said, and the
// processor time and the memory that it took.
func (h hostile) run(tb testing.TB) (said string, took time.Duration, mib int64) {
	tb.Helper()
	dir := writeFiles(tb, h.files)
	if h.size > 0 {
		f, err := os.Create(filepath.Join(dir, "big"))
		if err == nil {
			err = errors.Join(f.Truncate(h.size), f.Close())
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	args := strings.Fields(h.args)
	if len(args) == 0 {
		args = []string{"validate"}
	}
	r := runCommand(tb, dir, args, []string{"GOMAXPROCS=1"}) // it fails, because the input is wrong
	return r.said, r.cpu, r.mib
}

// TestHostile runs each hostile input. It allows the time that a slow and busy machine
// needs; BenchmarkHostile says what it takes on this one.
func TestHostile(t *testing.T) {
	t.Parallel()
	for name, h := range hostiles() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			said, took, mib := h.run(t)
			if strings.Contains(said, "goroutine ") || strings.Contains(said, "panic") {
				t.Errorf("it panics:\n%.2000s", said)
			}
			if len(said) > 200_000 || !strings.Contains(said, h.says) {
				t.Errorf("it prints %d bytes, want %q in them:\n%.2000s", len(said), h.says, said)
			}
			if took > 15*time.Second || mib > 300 && !raceDetector {
				t.Errorf("it took %.1f s and %d MiB; want at most 3 s and 300 MiB", took.Seconds(), mib)
			}
		})
	}
}

// BenchmarkHostile measures each hostile input: the time of one core, and the most memory.
func BenchmarkHostile(b *testing.B) {
	for name, h := range hostiles() {
		b.Run(name, func(b *testing.B) {
			var total time.Duration
			var most int64
			for b.Loop() {
				_, took, mib := h.run(b)
				total += took
				most = max(most, mib)
			}
			b.ReportMetric(total.Seconds()/float64(b.N), "cpu-s/op")
			b.ReportMetric(float64(most), "MiB")
		})
	}
}

package render

import (
	"cmp"
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/schema"
)

// The elements of a JUnit report, as test reporters read them.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string      `xml:"classname,attr"`
		Name    string      `xml:"name,attr"`
		File    string      `xml:"file,attr,omitempty"`
		Line    int         `xml:"line,attr,omitempty"`
		Failure *junitFault `xml:"failure"`
		Error   *junitFault `xml:"error"`
		Out     string      `xml:"system-out,omitempty"`
	}
	junitFault struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit shows diagnostics as a JUnit report. It has a suite for each kind, and a case for each
// diagnostic and each check that passes. The first case is the command itself, so that a report
// is never empty. A refusal is a failure, any other error is an error, and a warning passes,
// with its text.
func JUnit(w io.Writer, command string, diags []document.Diagnostic, verdicts []schema.CheckResult) error {
	all := junitSuites{Name: "callwright " + command}
	for _, s := range junitSuitesOf(command, diags, verdicts) {
		all.add(s)
	}
	return all.write(w)
}

// write writes the report.
func (all *junitSuites) write(w io.Writer) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// junitSuitesOf returns the suites of one command: its own, and one for each kind.
func junitSuitesOf(command string, diags []document.Diagnostic, verdicts []schema.CheckResult) []junitSuite {
	own := junitSuite{Name: command, Cases: []junitCase{{Class: "callwright", Name: command}}}
	suites := map[string]*junitSuite{}
	add := func(address string, c junitCase) {
		kind := "configuration"
		if a, err := schema.ParseAddr(address); err == nil {
			kind = cmp.Or(a.Part, a.Kind)
		}
		if suites[kind] == nil {
			suites[kind] = &junitSuite{Name: kind}
		}
		c.Class = kind
		suites[kind].Cases = append(suites[kind].Cases, c)
	}
	for i := range diags {
		add(diags[i].Address, junitOf(&diags[i]))
	}
	for _, v := range verdicts {
		if v.Status == schema.Passed { // the others are among the diagnostics
			add(v.Address, junitCase{Name: plan.Clean("check " + v.Check)})
		}
	}
	list := []junitSuite{own}
	for _, kind := range slices.Sorted(maps.Keys(suites)) {
		list = append(list, *suites[kind])
	}
	return list
}

// add appends a suite and counts its cases.
func (all *junitSuites) add(s junitSuite) {
	for _, c := range s.Cases {
		s.Tests++
		if c.Failure != nil {
			s.Failures++
		}
		if c.Error != nil {
			s.Errors++
		}
	}
	all.Suites = append(all.Suites, s)
	all.Tests, all.Failures, all.Errors = all.Tests+s.Tests, all.Failures+s.Failures, all.Errors+s.Errors
}

// junitOf returns the case of a diagnostic.
func junitOf(d *document.Diagnostic) junitCase {
	name := slices.DeleteFunc([]string{d.Address, d.Code, d.Summary}, func(s string) bool { return s == "" })
	c := junitCase{Name: plan.Clean(strings.Join(name, " "))}
	if d.Range != nil {
		c.File, c.Line = plan.Clean(d.Range.Filename), d.Range.Start.Line
	}
	text := strings.TrimRight(annotation(d, len(d.Related)), "\n")
	fault := &junitFault{plan.Clean(d.Summary), cmp.Or(d.Code, d.Severity), text}
	switch {
	case d.Refused:
		c.Failure = fault
	case d.Severity == "error":
		c.Error = fault
	default:
		c.Out = text
	}
	return c
}

package render

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	dom "maragu.dev/gomponents"
	"maragu.dev/gomponents/html"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
	"github.com/callwright/callwright/schema"
)

// A Section is what a joined report shows of one environment. Text is the plan of that
// environment in the form of the report, or its problems if it has no plan.
type Section struct {
	Environment string
	Text        string
	ExitCode    int
	Plan        *impact.Assessment // nil if it could not be made
	Digest      string             // of the plan
	Drift       bool               // whether Plan is what somebody changed

	Diagnostics []document.Diagnostic // with paths from the root of the repository
	Verdicts    []schema.CheckResult
}

// result says in a few words how planning an environment ended.
func (s *Section) result() string {
	switch {
	case s.Plan == nil:
		return fmt.Sprintf("no plan (exit code %d)", s.ExitCode)
	case s.Drift && s.Plan.Empty():
		return "no drift"
	case s.Drift:
		return impact.Count(len(s.Plan.Changes), "object") + " changed"
	case len(s.Plan.Refusals) > 0:
		return fmt.Sprintf("refused (exit code %d)", s.ExitCode)
	case s.Plan.Empty():
		return "no changes"
	}
	return present(s.Plan)
}

// noDigest says why a joined report has no digest.
const noDigest = "There is no digest of all, because an environment has no plan."

// ofAll says what the digest of all is. Nobody approves a drift, so it has none.
func ofAll(sections []Section, digest string, known func(digest string) string) string {
	switch {
	case slices.ContainsFunc(sections, func(s Section) bool { return s.Drift }):
		return ""
	case digest == "":
		return noDigest
	}
	return known(digest)
}

// HumanJoined shows the plans of several environments as text: each under its name, and then
// a line for each, with its digest, and the digest of all.
func HumanJoined(w io.Writer, sections []Section, digest string, s Style) error {
	b := bufio.NewWriter(w)
	for i := range sections {
		fmt.Fprintf(b, "%s\n\n%s\n\n", s.paint(bold, "Environment "+plan.Clean(sections[i].Environment)), strings.TrimRight(sections[i].Text, "\n"))
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return HumanSummary(w, sections, digest, s)
}

// HumanSummary shows a line for each of several environments, with the digest of its plan, and
// the digest of all.
func HumanSummary(w io.Writer, sections []Section, digest string, s Style) error {
	if len(sections) == 0 { // an empty shard
		return nil
	}
	b := bufio.NewWriter(w)
	widest := 0
	for i := range sections {
		widest = max(widest, utf8.RuneCountInString(plan.Clean(sections[i].Environment)))
	}
	fmt.Fprintf(b, "%s\n\n", s.paint(bold, impact.Count(len(sections), "environment")))
	for i := range sections {
		e := &sections[i]
		fmt.Fprintf(b, "  %-*s  %s\n", widest, plan.Clean(e.Environment), e.result())
		if e.Digest != "" {
			fmt.Fprintf(b, "  %-*s  %s\n", widest, "", e.Digest)
		}
	}
	if line := ofAll(sections, digest, func(digest string) string { return "Digest of all   " + digest }); line != "" {
		fmt.Fprintf(b, "\n%s\n", line)
	}
	return b.Flush()
}

// MarkdownJoined shows the plans of several environments as one comment: a table, and the
// plan of each environment. The caller makes each text short enough; see [SectionLimit]. If too
// many environments share the page, it has only the table.
func MarkdownJoined(w io.Writer, sections []Section, digest string, page Page) error {
	var b strings.Builder
	b.WriteString(page.marker(digest, "", false))
	fmt.Fprintf(&b, "### callwright %s · %s\n\n| environment | result | digest |\n| --- | --- | --- |\n", page.Command, impact.Count(len(sections), "environment"))
	for i := range sections {
		e := &sections[i]
		own := ""
		if e.Digest != "" {
			own = inlineCode(e.Digest)
		}
		row := fmt.Sprintf("| %s | %s | %s |\n", inlineCode(e.Environment), e.result(), own)
		if page.Limit > 0 && b.Len()+len(row) > page.Limit-300 { // 300 bytes for what follows
			fmt.Fprintf(&b, "\n%d more are not shown.\n", len(sections)-i)
			break
		}
		b.WriteString(row)
	}
	b.WriteByte('\n')
	limit, all := SectionLimit(page.Limit, len(sections)), sections
	if page.Limit > 0 && limit < shortestSection {
		b.WriteString("The plans are not shown here, because there are too many.\n\n")
		sections = nil
	}
	for i := range sections {
		text := sections[i].Text
		if sections[i].Plan == nil {
			text = problemsFenced(sections[i].Environment, text, limit)
		}
		b.WriteString(strings.TrimRight(text, "\n") + "\n\n")
	}
	if line := ofAll(all, digest, func(digest string) string { return "Digest of all: " + inlineCode(digest) }); line != "" {
		b.WriteString(line + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// shortestSection is the least length with which the text of an environment says something.
const shortestSection = 600

// problemsFenced returns the problems of an environment without a plan as Markdown that is not
// longer than limit; 0 means any length.
func problemsFenced(environment, text string, limit int) string {
	text = strings.TrimRight(text, "\n")
	heading := fmt.Sprintf("### No plan for environment %s\n\n", inlineCode(environment))
	const cut = "\n… More is not shown."
	if room := limit - len(heading) - len(fenced("", cut)); limit > 0 && len(text) > room {
		text = strings.ToValidUTF8(text[:max(room, 0)], "") + cut
	}
	return heading + fenced("", text)
}

// SectionLimit returns how long the text of each of n environments may be, so that the whole
// is not longer than limit. It returns 0, which means any length, if the whole has no limit.
func SectionLimit(limit, n int) int {
	const head, row = 400, 300 // bytes for what is around the texts, and for the line of each
	if limit <= 0 {
		return 0
	}
	return max((limit-head)/max(n, 1)-row, 1)
}

// SARIFJoined shows the diagnostics of several environments as a SARIF log with a run for each.
func SARIFJoined(w io.Writer, tool document.Tool, sections []Section) error {
	runs := make([]sarifRun, len(sections))
	for i := range sections {
		runs[i] = sarifRunOf(tool, sections[i].Environment, sections[i].Diagnostics)
	}
	return sarif(w, runs...)
}

// JUnitJoined shows the diagnostics and checks of several environments as a JUnit report. The
// names of its suites begin with the environment.
func JUnitJoined(w io.Writer, command string, sections []Section) error {
	all := junitSuites{Name: "callwright " + command}
	for i := range sections {
		e := &sections[i]
		for _, s := range junitSuitesOf(command, e.Diagnostics, e.Verdicts) {
			s.Name = plan.Clean(e.Environment) + ": " + s.Name
			all.add(s)
		}
	}
	return all.write(w)
}

// joinedCSS is the style of a page about several environments.
//
//go:embed html/joined.css
var joinedCSS string

// HTMLJoined shows the pages of several environments in one page. The page of each is a document
// of its own in a frame, so that neither its style nor its script meets another's.
func HTMLJoined(w io.Writer, command string, sections []Section, digest string) error {
	title := fmt.Sprintf("callwright %s · %s", command, impact.Count(len(sections), "environment"))
	var all dom.Node
	switch words := ofAll(sections, digest, func(digest string) string { return digest }); {
	case words != "" && digest != "":
		all = leaf(html.P, dom.Text("Digest of all: "), codeNode(words))
	case words != "":
		all = leaf(html.P, dom.Text(words))
	}
	return writeNode(w, documentNode("", title, joinedCSS,
		leaf(html.H1, dom.Text(title)),
		environmentsNode([]string{"Environment", "Result", "Digest"}, each(sections, func(e Section) dom.Node {
			return leaf(html.Tr, html.Td(bdiNode(plan.Clean(e.Environment))), html.Td(dom.Text(e.result())), html.Td(codeNode(e.Digest)))
		})),
		all,
		each(sections, environmentNode),
	))
}

// environmentsNode returns a table with a row for each environment.
func environmentsNode(columns []string, rows dom.Node) dom.Node {
	return block(html.Table, leaf(html.Tr, each(columns, func(text string) dom.Node { return html.Th(dom.Text(text)) })), rows)
}

// environmentNode returns the page of an environment, or its problems.
func environmentNode(e Section) dom.Node {
	name := plan.Clean(e.Environment)
	shown := html.Pre(dom.Text(e.Text))
	if e.Plan != nil {
		shown = html.IFrame(dom.Attr("sandbox", "allow-scripts"), html.Title(name), dom.Attr("srcdoc", e.Text))
	}
	return block(html.Details, leaf(html.Summary, bdiNode(name), dom.Text(": "+e.result())), newline, shown)
}

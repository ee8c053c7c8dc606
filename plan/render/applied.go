package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	dom "maragu.dev/gomponents"
	"maragu.dev/gomponents/html"

	"github.com/callwright/callwright/plan"
	"github.com/callwright/callwright/plan/document"
	"github.com/callwright/callwright/plan/impact"
)

// appliedCounts counts what apply did: `2 created, 0 updated, 0 deleted, 1 failed`.
func appliedCounts(c *document.AppliedCounts) string {
	return ended(c.Objects, endedAs{c.AlreadyDone, "done before"}, endedAs{c.Differs, "with another value"}, endedAs{c.Failed, "failed"},
		endedAs{c.Stale, "out of date"}, endedAs{c.Manual, "to do by hand"}, endedAs{c.NotAttempted, "not attempted"}, endedAs{c.Records, "recorded"})
}

// appliedResult says in a few words how applying an environment ended.
func appliedResult(e *document.AppliedEnvironment) string {
	switch e.Result {
	case document.ResultNoChanges:
		return "no changes"
	case document.ResultNotAttempted:
		return "not attempted"
	case document.ResultApplied:
		return appliedCounts(&e.Counts)
	}
	return fmt.Sprintf("%s (exit code %d)", appliedCounts(&e.Counts), *e.ExitCode)
}

// appliedDetails says why not everything was done in an environment, a line for each change, and
// how to take back what was.
func appliedDetails(e *document.AppliedEnvironment) []string {
	var lines []string
	if e.Error != "" {
		lines = append(lines, strings.TrimPrefix(plan.Clean(e.Code)+": ", ": ")+plan.Clean(e.Error))
	}
	for _, u := range e.Unmade {
		lines = append(lines, "  "+plan.Clean(u.Address)+"  "+unmadeWords[u.Status]+plan.Clean(u.Error))
	}
	if e.UnmadeLeftOut > 0 {
		lines = append(lines, fmt.Sprintf("  %d more are not shown.", e.UnmadeLeftOut))
	}
	if e.Result == document.ResultFailed && e.Undo != "" {
		lines = append(lines, "To undo the changes: callwright apply "+plan.Clean(e.Undo))
	}
	return lines
}

// unmadeWords are the words for the statuses of changes that were not made as planned.
var unmadeWords = map[string]string{"failed": "failed: ", "differs": "differs: ", "stale": "out of date: ", "by_hand": "to do by hand: "}

// approved names the digest of the plans that were applied.
func approved(a *document.Applied) string {
	if a.Digest == "" {
		return ""
	}
	return plan.Clean(a.Digest)
}

// HumanApplied shows the results of several environments as text: a line for each, why not
// everything was done, and the sum.
func HumanApplied(w io.Writer, a *document.Applied, s Style) error {
	b := bufio.NewWriter(w)
	widest := 0
	for i := range a.Environments {
		widest = max(widest, utf8.RuneCountInString(plan.Clean(a.Environments[i].Name)))
	}
	fmt.Fprintf(b, "%s\n\n", s.paint(bold, impact.Count(len(a.Environments), "environment")))
	for i := range a.Environments {
		e := &a.Environments[i]
		fmt.Fprintf(b, "  %-*s  %s\n", widest, plan.Clean(e.Name), appliedResult(e))
		for _, line := range appliedDetails(e) {
			fmt.Fprintf(b, "  %-*s    %s\n", widest, "", line)
		}
	}
	fmt.Fprintf(b, "\nAll together: %s.\n", appliedCounts(&a.Counts))
	if digest := approved(a); digest != "" {
		fmt.Fprintf(b, "Digest of all   %s\n", digest)
	}
	return b.Flush()
}

// MarkdownApplied shows the results of several environments as one comment: a table, and then
// the environments in which not everything was done, as far as the limit allows.
func MarkdownApplied(w io.Writer, a *document.Applied, page Page) error {
	end := fmt.Sprintf("\nAll together: %s.\n", appliedCounts(&a.Counts))
	if digest := approved(a); digest != "" {
		end += fmt.Sprintf("\nDigest of all: %s\n", inlineCode(digest))
	}
	rest := len(end) + 100 // bytes for what follows, and for words about what is not shown
	var b strings.Builder
	b.WriteString(page.marker(a.Digest, "", false))
	fmt.Fprintf(&b, "### callwright %s · %s\n\n| environment | result | digest |\n| --- | --- | --- |\n", page.Command, impact.Count(len(a.Environments), "environment"))
	for i := range a.Environments {
		e := &a.Environments[i]
		row := fmt.Sprintf("| %s | %s | %s |\n", cellCode(e.Name), appliedResult(e), cellCode(e.Digest))
		if page.Limit > 0 && b.Len()+len(row) > page.Limit-rest {
			fmt.Fprintf(&b, "\n%d more are not shown.\n", len(a.Environments)-i)
			break
		}
		b.WriteString(row)
	}
	for i := range a.Environments {
		e := &a.Environments[i]
		lines := appliedDetails(e)
		if len(lines) == 0 {
			continue
		}
		section := fmt.Sprintf("\n#### %s\n\n%s", inlineCode(e.Name), fenced("", strings.Join(lines, "\n")))
		if page.Limit > 0 && b.Len()+len(section) > page.Limit-rest {
			b.WriteString("\nMore details are not shown here. The log has them.\n")
			break
		}
		b.WriteString(section)
	}
	b.WriteString(end)
	_, err := io.WriteString(w, b.String())
	return err
}

// HTMLApplied shows the results of several environments as a page.
func HTMLApplied(w io.Writer, a *document.Applied) error {
	title := "callwright apply · " + impact.Count(len(a.Environments), "environment")
	var digest dom.Node
	if all := approved(a); all != "" {
		digest = leaf(html.P, dom.Text("Digest of all: "), codeNode(all))
	}
	return writeNode(w, documentNode("", title, joinedCSS,
		leaf(html.H1, dom.Text(title)),
		leaf(html.P, dom.Text("All together: "+appliedCounts(&a.Counts)+".")),
		environmentsNode([]string{"Environment", "Instance", "Account and Region", "Result", "Digest"}, each(a.Environments, func(e document.AppliedEnvironment) dom.Node {
			in := e.Instance
			return leaf(html.Tr, html.Td(bdiNode(plan.Clean(e.Name))), html.Td(bdiNode(plan.Clean(in.Name))), html.Td(dom.Text(plan.Clean(in.Account)+" "+plan.Clean(in.Region))),
				html.Td(dom.Text(appliedResult(&e))), html.Td(codeNode(plan.Clean(e.Digest))))
		})),
		digest,
		each(a.Environments, func(e document.AppliedEnvironment) dom.Node {
			details := strings.Join(appliedDetails(&e), "\n")
			if details == "" {
				return nil
			}
			return block(html.Details, dom.Attr("open"), leaf(html.Summary, bdiNode(plan.Clean(e.Name))), leaf(html.Pre, dom.Text(details)))
		}),
	))
}

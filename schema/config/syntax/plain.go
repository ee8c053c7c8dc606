package syntax

import (
	"bytes"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/callwright/callwright/schema/diag"
)

// plain rewords HCL's diagnostics about a file that cannot be parsed, which speak to
// programmers, where a beginner may have made the mistake. It drops those that follow from
// a character that HCL does not know: of a line with such a character, it keeps the first.
func plain(diags hcl.Diagnostics, src []byte) hcl.Diagnostics {
	var kept hcl.Diagnostics
	unreadable := map[int]bool{} // the lines with characters that HCL does not know
	for _, d := range diags {
		if d.Subject == nil {
			kept = append(kept, d)
			continue
		}
		line := d.Subject.Start.Line
		if unreadable[line] {
			continue
		}
		unreadable[line] = d.Summary == "Invalid character"
		reword(d, src)
		kept = append(kept, d)
	}
	return kept
}

// reword rewords the diagnostic of a mistake that beginners make.
func reword(d *hcl.Diagnostic, src []byte) {
	switch {
	case d.Summary == "Invalid character" && strings.Contains(d.Detail, "Curly quotes"):
		diag.CurlyQuotes.Reword(d, "Curly quotes come from word processors. Write straight quotes, as in \"Sales\".")
	case d.Summary == "Invalid character" && strings.Contains(d.Detail, "Single quotes"):
		diag.SingleQuotes.Reword(d, "Write a text in double quotes, as in \"Sales\".")
	case d.Summary == "Argument or block definition required" && bytes.HasPrefix(bytes.TrimLeft(src[min(d.Subject.End.Byte, len(src)):], " "), []byte(":")):
		diag.EqualsSignExpected.Reword(d, "Write an equals sign between the name of an attribute and its value, as in name = \"Sales\".")
	case d.Summary == "Unclosed configuration block":
		diag.UnclosedBlock.Reword(d, "The block that begins here is not closed. Write } on a line of its own at its end. If there is one, look for a { inside of the block without its }.")
	}
}

package format

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/callwright/callwright/schema/internal/parsable"
)

// LargestFile is the largest number of bytes of a text that [Source] formats.
const LargestFile = parsable.LargestFile

// Source returns the canonical form of a configuration file. Only white space
// changes: indentation, the space between tokens, a byte order mark, and a
// missing newline at the end. Ends of lines stay as they are, "\n" or "\r\n".
//
// Formatting the result again changes nothing. If a file does not parse, Source returns
// it unchanged, with the errors.
func Source(src []byte, filename string) ([]byte, hcl.Diagnostics) {
	if bad := parsable.File(src, filename); bad != nil {
		return src, hcl.Diagnostics{bad}
	}
	if _, diags := hclsyntax.ParseConfig(src, filename, hcl.InitialPos); diags.HasErrors() {
		return src, diags
	}
	text := bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(bytes.Clone(text), '\n')
	}
	return lineUp(hclwrite.Format(text)), nil
}

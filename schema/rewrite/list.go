package rewrite

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// relist returns the splices that remove elements from a list or an object, and add others at
// its end. Nodes are the elements with their places, gone the positions of those to remove, and
// more the texts to add. Elements that are on lines of their own stay so. The items of an object
// on several lines need no commas.
func (s *site) relist(whole hcl.Range, nodes []hcl.Range, gone []int, more []string, object bool) []placed {
	src := s.texts[s.file]
	var all []placed
	for _, i := range gone {
		start, end := s.extent(src, nodes, i)
		all = append(all, placed{s.file, splice{start, end, ""}})
	}
	if len(more) == 0 {
		return all
	}
	last := len(nodes) - 1
	for last >= 0 && slices.Contains(gone, last) {
		last--
	}
	if last < 0 && len(nodes) == 0 {
		at := whole.Start.Byte + 1
		pad := ""
		if object {
			pad = " "
		}
		return append(all, placed{s.file, splice{at, whole.End.Byte - 1, pad + strings.Join(more, ", ") + pad}})
	}
	if last < 0 { // all go, and others come: in the place of the first
		all = all[:len(all)-len(gone)]
		first, end := nodes[0].Start.Byte, nodes[len(nodes)-1].End.Byte
		return append(all, placed{s.file, splice{first, end, strings.Join(more, ", ")}})
	}
	end := nodes[last].End.Byte
	begin := lineStart(src, nodes[last].Start.Byte)
	indent := string(src[begin:nodes[last].Start.Byte])
	if strings.TrimSpace(indent) != "" { // several on one line
		return append(all, placed{s.file, splice{end, end, ", " + strings.Join(more, ", ")}})
	}
	newline, comma := "\n", ","
	if strings.Contains(string(src), "\r\n") {
		newline = "\r\n"
	}
	if object && !hasComma(src, end) {
		comma = ""
	}
	if comma != "" && !hasComma(src, end) {
		all = append(all, placed{s.file, splice{end, end, comma}})
	}
	var b strings.Builder
	for _, text := range more {
		b.WriteString(newline + indent + text + comma)
	}
	stop := lineEnd(src, end)
	return append(all, placed{s.file, splice{stop, stop, b.String()}})
}

// extent returns the text of an element that goes: its whole line, with a comment at the end, or
// the element with one comma.
func (s *site) extent(src []byte, nodes []hcl.Range, i int) (start, end int) {
	start, end = nodes[i].Start.Byte, nodes[i].End.Byte
	begin, stop := lineStart(src, start), lineEnd(src, end)
	after := end
	if hasComma(src, end) {
		after = end + strings.IndexByte(string(src[end:]), ',') + 1
	}
	rest := strings.TrimSpace(string(src[after:stop]))
	if strings.TrimSpace(string(src[begin:start])) == "" && (rest == "" || strings.HasPrefix(rest, "#") || strings.HasPrefix(rest, "//")) {
		if stop < len(src) {
			stop = stop + strings.IndexByte(string(src[stop:]), '\n') + 1
		}
		return begin, stop
	}
	switch {
	case after > end:
		for after < len(src) && (src[after] == ' ' || src[after] == '\t') {
			after++
		}
		return start, after
	case i > 0:
		return nodes[i-1].End.Byte, end
	}
	return start, end
}

// hasComma reports whether a comma follows, on the same line.
func hasComma(src []byte, at int) bool {
	return strings.HasPrefix(strings.TrimLeft(string(src[at:lineEnd(src, at)]), " \t"), ",")
}

// lineStart returns the offset at which the line begins.
func lineStart(src []byte, at int) int { return strings.LastIndexByte(string(src[:at]), '\n') + 1 }

// lineEnd returns the offset at which the line ends, without its end mark.
func lineEnd(src []byte, at int) int {
	end := len(src)
	if i := strings.IndexByte(string(src[at:]), '\n'); i >= 0 {
		end = at + i
	}
	if end > at && src[end-1] == '\r' {
		end--
	}
	return end
}

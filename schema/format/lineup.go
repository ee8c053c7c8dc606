package format

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// A gap is white space before a token that must start in a certain column.
type gap struct {
	start, end hcl.Pos // of the white space in the source
	width      int     // the number of spaces to write
}

// lineUp sets the columns of the tables in src, and then the columns of the comments at the
// ends of lines, which move when the tables before them become wider. Src is in HCL's own
// style, which has one space between the cells of a row.
func lineUp(src []byte) []byte {
	file, diags := hclsyntax.ParseConfig(src, "", hcl.InitialPos)
	if diags.HasErrors() {
		return src
	}
	var gaps []gap
	// The visitor returns no diagnostics, so VisitAll does not either.
	_ = hclsyntax.VisitAll(file.Body.(*hclsyntax.Body), func(n hclsyntax.Node) hcl.Diagnostics {
		for _, t := range tables(rows(n)) {
			gaps = append(gaps, columns(src, t)...)
		}
		return nil
	})
	shift := map[int]int{} // line → the number of columns by which its end moves right
	for _, g := range gaps {
		shift[g.start.Line] += g.width - (g.end.Byte - g.start.Byte)
	}
	return apply(src, append(gaps, comments(src, shift)...))
}

// A row is an object on one line. Its items are the cells.
type row = *hclsyntax.ObjectConsExpr

// rows returns the members of a list, or the values of an object, that are rows. It
// returns nil in the place of a member that is not a row.
func rows(n hclsyntax.Node) []row {
	var members []hclsyntax.Expression
	switch n := n.(type) {
	case *hclsyntax.TupleConsExpr:
		members = n.Exprs
	case *hclsyntax.ObjectConsExpr:
		for _, item := range n.Items {
			members = append(members, item.ValueExpr)
		}
	}
	list := make([]row, len(members))
	for i, m := range members {
		r, ok := m.(row)
		if ok && r.SrcRange.Start.Line == r.SrcRange.End.Line {
			list[i] = r
		}
	}
	return list
}

// tables cuts a list into tables: rows on successive lines that begin in one column.
// Comments and blank lines do not end a table. If two rows share a line, somebody laid
// out the list in their own way, and it has no tables.
func tables(list []row) [][]row {
	var all [][]row
	for i, r := range list {
		if r == nil {
			continue
		}
		if i > 0 && list[i-1] != nil {
			last, start := list[i-1].SrcRange.Start, r.SrcRange.Start
			if start.Line == last.Line {
				return nil
			}
			if start.Column == last.Column {
				all[len(all)-1] = append(all[len(all)-1], r)
				continue
			}
		}
		all = append(all, []row{r})
	}
	return all
}

// columns returns the gaps that make the cells of a table start in the same columns. Cells
// line up in those rows whose names are the same so far: below, "delay" lines up with
// nothing, because the names before it differ.
//
//	{ queue = "Sales",             priority = 1, delay = 2 },
//	{ queue = "Billing questions", channels = ["chat"], delay = 2 },
//
// Nothing follows the last cell of a row, so its width does not matter.
func columns(src []byte, table []row) []gap {
	type cell struct {
		row  int
		gap  gap
		size int
	}
	prefixes := make([]string, len(table)) // of each row, the names of its cells so far
	var gaps []gap
	for i := 0; ; i++ {
		next := map[string][]cell{} // names so far → cell i of each row that has them
		for n, r := range table {
			if i+1 >= len(r.Items) {
				continue
			}
			key, end := r.Items[i].KeyExpr.Range(), r.Items[i+1].KeyExpr.Range().Start
			prefixes[n] += string(key.SliceBytes(src)) + "\x00"
			width := len(src[:end.Byte]) - len(bytes.TrimRight(src[:end.Byte], " "))
			start := hcl.Pos{Line: end.Line, Column: end.Column - width, Byte: end.Byte - width}
			next[prefixes[n]] = append(next[prefixes[n]], cell{n, gap{start, end, 0}, start.Column - key.Start.Column})
		}
		if len(next) == 0 {
			return gaps
		}
		for _, cells := range next {
			widest := slices.MaxFunc(cells, func(a, b cell) int { return cmp.Compare(a.size, b.size) }).size
			for _, c := range cells {
				c.gap.width = widest - c.size + 1
				gaps = append(gaps, c.gap)
			}
		}
	}
}

// comments returns the gaps that make comments at the ends of neighbouring lines start in
// one column. Shift is the number of columns by which the end of each line has moved.
func comments(src []byte, shift map[int]int) []gap {
	tokens, _ := hclsyntax.LexConfig(src, "", hcl.InitialPos)
	var gaps, neighbours []gap // neighbours are the gaps of the current run of lines
	widest := 0
	endRun := func() {
		for _, g := range neighbours {
			g.width = widest - g.start.Column - shift[g.start.Line] + 1
			gaps = append(gaps, g)
		}
		neighbours, widest = nil, 0
	}
	for i, t := range tokens {
		if i == 0 || t.Type != hclsyntax.TokenComment || !bytes.HasSuffix(t.Bytes, []byte("\n")) {
			continue
		}
		g := gap{start: tokens[i-1].Range.End, end: t.Range.Start}
		if g.start.Line != g.end.Line || g.start.Column == 1 {
			continue // the comment has a line of its own
		}
		if len(neighbours) > 0 && neighbours[len(neighbours)-1].start.Line+1 != g.start.Line {
			endRun()
		}
		neighbours = append(neighbours, g)
		widest = max(widest, g.start.Column+shift[g.start.Line])
	}
	endRun()
	return gaps
}

// apply returns src with each gap at its new width.
func apply(src []byte, gaps []gap) []byte {
	slices.SortFunc(gaps, func(a, b gap) int { return cmp.Compare(a.start.Byte, b.start.Byte) })
	var out bytes.Buffer
	done := 0
	for _, g := range gaps {
		out.Write(src[done:g.start.Byte])
		out.Write(bytes.Repeat([]byte(" "), g.width))
		done = g.end.Byte
	}
	out.Write(src[done:])
	return out.Bytes()
}

package format

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// A gap is the white space before a token that is to stand in a certain column.
type gap struct {
	start, end hcl.Pos // where the space is in the source
	width      int     // how wide it shall be
}

// lineUp sets the columns of the tables in src, then those of the comments at the
// ends of lines, which stand behind them. Src is in HCL's own style, so one space
// is between the cells of a row.
func lineUp(src []byte) []byte {
	file, diags := hclsyntax.ParseConfig(src, "", hcl.InitialPos)
	if diags.HasErrors() {
		return src
	}
	var gaps []gap
	// The visitor has nothing to complain of, so neither has the walk.
	_ = hclsyntax.VisitAll(file.Body.(*hclsyntax.Body), func(n hclsyntax.Node) hcl.Diagnostics {
		for _, t := range tables(rows(n)) {
			gaps = append(gaps, columns(src, t)...)
		}
		return nil
	})
	shift := map[int]int{} // line → by how much its end moves to the right
	for _, g := range gaps {
		shift[g.start.Line] += g.width - (g.end.Byte - g.start.Byte)
	}
	return apply(src, append(gaps, comments(src, shift)...))
}

// A row is an object on a line of its own: its items are the cells.
type row = *hclsyntax.ObjectConsExpr

// rows returns the members of a list, or the values of an object, that are rows.
// A nil row stands for a member that is none.
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

// tables cuts a list into tables: rows that follow each other, line after line,
// and begin in one column. Comments and blank lines do not end a table.
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

// columns returns the gaps that make the cells of a table start in one column, as
// far as the rows begin with the same names. The last cell of a row is as wide as
// it is.
func columns(src []byte, table []row) []gap {
	type cell struct {
		row  int
		gap  gap
		size int
	}
	prefixes := make([]string, len(table)) // the names of the cells so far
	var gaps []gap
	for i := 0; ; i++ {
		next := map[string][]cell{} // rows with the same names so far → their cell i
		for n, r := range table {
			if i+1 >= len(r.Items) {
				continue
			}
			key, follower := r.Items[i].KeyExpr.Range(), r.Items[i+1].KeyExpr.Range()
			prefixes[n] += string(key.SliceBytes(src)) + "\x00"
			end := follower.Start
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

// comments returns the gaps that make the comments at the ends of neighbouring
// lines start in one column. Shift says by how much the end of a line has moved.
func comments(src []byte, shift map[int]int) []gap {
	tokens, _ := hclsyntax.LexConfig(src, "", hcl.InitialPos)
	var gaps, chain []gap
	widest := 0
	closeChain := func() {
		for _, g := range chain {
			g.width = widest - g.start.Column - shift[g.start.Line] + 1
			gaps = append(gaps, g)
		}
		chain, widest = nil, 0
	}
	for i, t := range tokens {
		if i == 0 || t.Type != hclsyntax.TokenComment || !bytes.HasSuffix(t.Bytes, []byte("\n")) {
			continue
		}
		g := gap{start: tokens[i-1].Range.End, end: t.Range.Start}
		if g.start.Line != g.end.Line || g.start.Column == 1 {
			continue
		}
		if len(chain) > 0 && chain[len(chain)-1].start.Line+1 != g.start.Line {
			closeChain()
		}
		chain = append(chain, g)
		widest = max(widest, g.start.Column+shift[g.start.Line])
	}
	closeChain()
	return gaps
}

// apply returns src with the gaps at their widths.
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

package rewrite

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
)

// cell returns the splice that puts members into the cell of the CSV row that the object comes
// from. These expressions are understood:
//
//	each.value.team                    the cell has the one member
//	split("|", each.value.teams)       the cell has the members, joined
//	local.teams[each.value.team]       the cell has the key of the local's entry with this value
func (s *site) cell(expr hclsyntax.Expression, a *schema.Attr, members []string) ([]placed, error) {
	switch expr := plainExpr(expr).(type) {
	case *hclsyntax.ScopeTraversalExpr:
		if column, ok := eachValue(expr.Traversal); ok && len(members) == 1 {
			return s.write(column, members[0])
		}
	case *hclsyntax.FunctionCallExpr:
		switch {
		case slices.Contains([]string{"compact", "toset", "tolist", "sort", "distinct", "tonumber"}, expr.Name) && len(expr.Args) == 1:
			return s.cell(expr.Args[0], a, members)
		case expr.Name == "split" && len(expr.Args) == 2:
			separator, ok := s.literal(expr.Args[0], "")
			column, isCell := cellOf(expr.Args[1])
			if !ok || !isCell || separator.Type() != cty.String {
				break
			}
			for _, m := range members {
				if strings.Contains(m, separator.AsString()) {
					return nil, &PlaceError{Why: fmt.Sprintf("%q has the separator of the cell in it", m)}
				}
			}
			return s.write(column, strings.Join(members, separator.AsString()))
		}
	case *hclsyntax.IndexExpr:
		collection, ok := expr.Collection.(*hclsyntax.ScopeTraversalExpr)
		column, isCell := cellOf(expr.Key)
		if ok && isCell && len(collection.Traversal) == 2 && collection.Traversal.RootName() == "local" {
			if step, is := collection.Traversal[1].(hcl.TraverseAttr); is {
				return s.throughLocal(step.Name, column, a, members)
			}
		}
	}
	return nil, &PlaceError{Why: errExpression}
}

// throughLocal writes the key of the entry of a local whose value is what is wanted.
func (s *site) throughLocal(local, column string, a *schema.Attr, members []string) ([]placed, error) {
	expr, _ := s.local(local)
	if expr == nil {
		return nil, &PlaceError{Why: errExpression}
	}
	object, ok := plainExpr(expr).(*hclsyntax.ObjectConsExpr)
	if !ok {
		return nil, &PlaceError{Why: errExpression}
	}
	for _, item := range object.Items {
		if key := keyOf(item); key != "" && s.means(item.ValueExpr, a, members) {
			return s.write(column, key)
		}
	}
	return nil, &PlaceError{Why: fmt.Sprintf("local.%s has no entry for it", local)}
}

// means reports whether an expression has exactly these members, in any order.
func (s *site) means(expr hclsyntax.Expression, a *schema.Attr, members []string) bool {
	list := []hclsyntax.Expression{expr}
	if tuple, ok := plainExpr(expr).(*hclsyntax.TupleConsExpr); ok {
		list = tuple.Exprs
	}
	var has []string
	for _, e := range list {
		v, ok := s.literal(e, a.RefersTo)
		if !ok || v.Type() != cty.String {
			return false
		}
		has = append(has, v.AsString())
	}
	return slices.Equal(schema.SortedSet(has), schema.SortedSet(slices.Clone(members)))
}

// cellOf returns the column that an expression reads: team of each.value.team.
func cellOf(expr hclsyntax.Expression) (string, bool) {
	t, ok := plainExpr(expr).(*hclsyntax.ScopeTraversalExpr)
	if !ok {
		return "", false
	}
	return eachValue(t.Traversal)
}

// eachValue returns the column that a traversal reads.
func eachValue(t hcl.Traversal) (string, bool) {
	if len(t) != 3 || t.RootName() != "each" {
		return "", false
	}
	if value, ok := t[1].(hcl.TraverseAttr); !ok || value.Name != "value" {
		return "", false
	}
	switch step := t[2].(type) {
	case hcl.TraverseAttr:
		return step.Name, true
	case hcl.TraverseIndex:
		if step.Key.Type() == cty.String {
			return step.Key.AsString(), true
		}
	}
	return "", false
}

// write returns the splice that puts a text into a column of the object's row.
func (s *site) write(column, text string) ([]placed, error) {
	i := strings.LastIndexByte(s.object.Source.Row, ':')
	if i < 0 {
		return nil, &PlaceError{Why: errExpression}
	}
	name := path.Clean(s.object.Source.Row[:i])
	line, _ := strconv.Atoi(s.object.Source.Row[i+1:])
	trouble := func(why string) error { return &PlaceError{s.object.Source.Row, why} }
	if _, ok := s.texts[name]; !ok {
		data, err := s.Cells(name)
		if err != nil {
			return nil, trouble(err.Error())
		}
		s.texts[name] = data
	}
	start, end, err := findCell(s.texts[name], line, column)
	if err != nil {
		return nil, trouble(err.Error())
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := errors.Join(w.Write([]string{text, ""}), flush(w)); err != nil { // a second cell, because an only one that is empty is quoted
		return nil, trouble(err.Error())
	}
	return []placed{{name, splice{start, end, strings.TrimSuffix(strings.TrimSuffix(b.String(), "\n"), ",")}}}, nil
}

func flush(w *csv.Writer) error {
	w.Flush()
	return w.Error()
}

// findCell returns where a cell is in a CSV with commas and a header: in the row that begins on
// a line, in a column.
func findCell(text []byte, line int, column string) (start, end int, err error) {
	if bytes.HasPrefix(text, []byte("\xef\xbb\xbf")) {
		return 0, 0, errors.New("the file begins with a byte order mark")
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = -1
	header, err := r.Read()
	if err != nil {
		return 0, 0, err
	}
	at := slices.Index(header, column)
	if at < 0 {
		return 0, 0, fmt.Errorf("the first row has no column %q", column)
	}
	for {
		began := int(r.InputOffset())
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return 0, 0, fmt.Errorf("no row begins on line %d", line)
		}
		if err != nil {
			return 0, 0, err
		}
		if first, _ := r.FieldPos(0); first != line {
			continue
		}
		if at >= len(record) {
			return 0, 0, fmt.Errorf("the row has no column %q", column)
		}
		for text[began] == '\n' || text[began] == '\r' { // empty lines before the row
			began++
		}
		start = offsetOf(text, began, line, r, at)
		end = int(r.InputOffset())
		if at+1 < len(record) {
			return start, offsetOf(text, began, line, r, at+1) - 1, nil
		}
		for end > start && (text[end-1] == '\n' || text[end-1] == '\r') {
			end--
		}
		return start, end, nil
	}
}

// offsetOf returns the offset of a field of the row that was read last, which begins at an
// offset on a line.
func offsetOf(text []byte, began, line int, r *csv.Reader, field int) int {
	at, column := r.FieldPos(field)
	offset := began
	for ; line < at; line++ { // a cell before it has several lines
		offset += bytes.IndexByte(text[offset:], '\n') + 1
	}
	return offset + column - 1
}

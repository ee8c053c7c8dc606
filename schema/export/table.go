package export

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/calendar"
)

// table returns the rows of a table, each on a line of its own.
func (s speller) table(o *object, a *schema.Attr, v cty.Value) *node {
	rows := v.AsValueSlice()
	n := &node{tall: true}
	if p, ok := o.want.Body.(*schema.RoutingProfile); ok && columnNamed(a, "channel") >= 0 && columnNamed(a, "queue") >= 0 {
		for _, r := range routes(rows) {
			n.items = append(n.items, item{value: s.route(a, r, p)})
		}
		return n
	}
	for _, row := range rows {
		n.items = append(n.items, item{value: s.row(a, row)})
	}
	if h, ok := o.want.Body.(*schema.HoursOfOperation); ok && a.Name == "overrides" {
		for i, override := range h.Overrides {
			n.items[i].value = s.override(override, n.items[i].value)
		}
	}
	return n
}

func columnNamed(a *schema.Attr, name string) int {
	return slices.IndexFunc(a.Columns, func(c schema.Attr) bool { return c.Name == name })
}

// row returns one row: the columns that every row needs, and the others unless they are empty.
func (s speller) row(a *schema.Attr, row cty.Value) *node {
	n := &node{object: true, row: true}
	for i := range a.Columns {
		c := &a.Columns[i]
		v := row.GetAttr(c.Name)
		if v.IsNull() || !c.Required && isEmpty(v) {
			continue
		}
		n.pair(c.Name, s.value(c, v))
	}
	return n
}

// isEmpty reports whether a value is what a row has that does not say anything else.
func isEmpty(v cty.Value) bool {
	switch {
	case v.Type() == cty.String:
		return v.AsString() == ""
	case v.Type() == cty.Bool:
		return v.False()
	case v.Type() == cty.Number:
		return false
	}
	return v.LengthInt() == 0
}

// A route is rows of a routing profile's table that differ in the channel only.
type route struct {
	row      cty.Value
	channels []string
}

// routes combines the rows that differ in the channel only. They are in the order in which
// agents serve them: by priority, then by delay.
func routes(rows []cty.Value) []route {
	var all []route
	at := map[string]int{} // the position of the route with the same other columns
	for _, row := range rows {
		var key strings.Builder
		for _, name := range []string{"queue", "priority", "delay"} {
			if row.Type().HasAttribute(name) {
				key.WriteString(scalar(row.GetAttr(name)) + "\x00")
			}
		}
		i, ok := at[key.String()]
		if !ok {
			i = len(all)
			at[key.String()] = i
			all = append(all, route{row: row})
		}
		all[i].channels = append(all[i].channels, row.GetAttr("channel").AsString())
	}
	slices.SortStableFunc(all, func(a, b route) int {
		for _, name := range []string{"priority", "delay"} {
			if !a.row.Type().HasAttribute(name) {
				continue
			}
			if c := a.row.GetAttr(name).AsBigFloat().Cmp(b.row.GetAttr(name).AsBigFloat()); c != 0 {
				return c
			}
		}
		return 0
	})
	return all
}

// route returns one row of a routing profile's table. It has no channels if it is for all
// channels of the profile; agents pick contacts by hand only on the channels that a row names.
func (s speller) route(a *schema.Attr, r route, p *schema.RoutingProfile) *node {
	n := &node{object: true, row: true}
	for i := range a.Columns {
		if c := &a.Columns[i]; c.Name != "channel" {
			n.pair(c.Name, s.value(c, r.row.GetAttr(c.Name)))
		}
	}
	all := slices.DeleteFunc(slices.Clone(schema.Channels), func(c string) bool { return !p.On(c) })
	if columnNamed(a, "priority") < 0 || !slices.Equal(all, r.channels) {
		n.pair("channels", s.value(&schema.Attr{Shape: schema.List}, schema.TextsValue(r.channels)))
	}
	return n
}

// override returns an override of hours. Times that are the same on each of its days are
// written once, as hours.
func (s speller) override(o calendar.Override, full *node) *node {
	days := o.Schedule.Days()
	if len(days) == 0 {
		return full
	}
	short := o
	short.Schedule = ""
	for _, times := range days {
		short.Hours = strings.Join(times, " ")
	}
	if short.Normal() != o {
		return full
	}
	n := &node{object: true, row: true}
	for _, it := range full.items {
		if it.key == "schedule" {
			it = item{key: "hours", value: s.value(&schema.Attr{Shape: schema.List}, schema.TextsValue(strings.Fields(short.Hours)))}
		}
		n.items = append(n.items, it)
	}
	return n
}

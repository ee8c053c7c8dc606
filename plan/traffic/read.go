package traffic

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/callwright/callwright/plan/simulate"
	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
	"github.com/callwright/callwright/schema/spreadsheet"
)

// What a row has that does not say.
const (
	defaultTarget  = 20
	defaultChannel = "voice"
)

// mostProblems is how many problems of a file are told at once.
const mostProblems = 20

// A file is a file that is read.
type file struct {
	name     string
	reader   *spreadsheet.Reader
	at       map[string]int // positions of columns
	problems []string
	observed map[lineName]*observed
}

// cells are a row of a file.
type cells struct {
	file *file
	list []string
	line int
}

// Read reads the traffic in the content of a file. The error is a [*simulate.InputError], whose
// problems name the line and the column.
func Read(name string, content []byte) ([]simulate.Traffic, error) {
	f, others, report, err := open(name, content, trafficColumns)
	if err != nil {
		return nil, err
	}
	for _, c := range required {
		if _, ok := f.at[c]; !ok {
			f.problem("%s: there is no column %s. Its first line must name the columns %s.%s", name, c, strings.Join(required, ", "), near(c, others))
		}
	}
	target, named := targetOf(f.reader.Columns)
	if !report && !named && len(others) > 0 {
		f.problem("%s: unknown column %s.%s", name, others[0], diag.Suggest(others[0], namesOf(trafficColumns)))
	}
	if !named {
		target = defaultTarget
	}
	if len(f.problems) > 0 {
		return nil, &simulate.InputError{Problems: f.problems}
	}
	var list []simulate.Traffic
	for row, ok := f.next(); ok; row, ok = f.next() {
		t := simulate.Traffic{
			Queue: row.text("queue"), Channel: row.channel(), Time: row.time(), Where: row.where(),
			Contacts: row.needed("contacts", readCount, report), HandleTime: row.needed("handle_time", readSeconds, report),
			Deviation: row.optional("handle_time_sd", readSeconds), Patience: row.optional("patience", readSeconds), Target: target,
		}
		if row.text("target") != "" {
			t.Target = row.optional("target", readSeconds)
		}
		if t.Queue == "" {
			row.problem("queue", "it is empty. Write the name of a queue")
		}
		f.observe(t, row)
		list = append(list, t)
	}
	f.estimate(list)
	f.check(list)
	if len(f.problems) > 0 {
		return nil, &simulate.InputError{Problems: f.problems}
	}
	return list, nil
}

// ReadStaffing reads the staffing in the content of a file.
func ReadStaffing(name string, content []byte) ([]simulate.Shift, error) {
	f, others, _, err := open(name, content, staffingColumns)
	if err != nil {
		return nil, err
	}
	_, profiles := f.at["routing_profile"]
	_, users := f.at["user"]
	switch {
	case len(others) > 0:
		f.problem("%s: unknown column %s.%s", name, others[0], diag.Suggest(others[0], namesOf(staffingColumns)))
	case !profiles && !users:
		f.problem("%s: there is no column routing_profile or user. The first line must name one of them, and from and to.", name)
	}
	var list []simulate.Shift
	for row, ok := f.next(); ok && len(f.problems) == 0; row, ok = f.next() {
		s := simulate.Shift{RoutingProfile: row.text("routing_profile"), User: row.text("user"), Time: row.time(), Where: row.where(), Agents: 1}
		if (s.RoutingProfile == "") == (s.User == "") {
			row.problem("routing_profile", "the row must have either a routing profile or a user")
		}
		if text := row.text("agents"); text != "" || s.User == "" {
			s.Agents, err = strconv.Atoi(text)
			if err != nil || s.Agents < 0 || s.Agents > 100_000 {
				row.problem("agents", fmt.Sprintf("%q is not a number of agents. Write a whole number such as 12", text))
			}
		}
		if s.User != "" && s.Agents > 1 {
			row.problem("agents", "a user is one agent. Write 1, or leave it empty")
		}
		list = append(list, s)
	}
	if len(f.problems) > 0 {
		return nil, &simulate.InputError{Problems: f.problems}
	}
	if len(list) == 0 {
		return nil, &simulate.InputError{Problems: []string{fmt.Sprintf("%s: there are no rows, so nobody would be at work.", name)}}
	}
	return list, nil
}

// open reads the header of a file.
func open(name string, content []byte, columns []column) (f *file, others []string, report bool, err error) {
	text, err := spreadsheet.Text(content)
	if err != nil {
		return nil, nil, false, &simulate.InputError{Problems: []string{fmt.Sprintf("%s %v.", name, err)}}
	}
	f = &file{name: name, observed: map[lineName]*observed{}}
	if f.reader, err = spreadsheet.NewReader(string(text), spreadsheet.Options{Name: name, Guess: true}); err != nil {
		return nil, nil, false, &simulate.InputError{Problems: []string{err.Error() + "."}}
	}
	f.at, others, report = positions(f.reader.Columns, columns)
	return f, others, report, nil
}

// next returns the next row.
func (f *file) next() (cells, bool) {
	if len(f.problems) >= mostProblems {
		return cells{}, false
	}
	list, line, err := f.reader.Next()
	if err != nil {
		if !errors.Is(err, io.EOF) {
			f.problem("%v.", err)
		}
		return cells{}, false
	}
	return cells{f, list, line}, true
}

func (f *file) problem(format string, args ...any) {
	f.problems = append(f.problems, fmt.Sprintf(format, args...))
}

// check refuses intervals of a queue and channel that overlap, because their contacts would count
// twice, and traffic of which some has dates and some has none.
func (f *file) check(list []simulate.Traffic) {
	if len(f.problems) > 0 {
		return
	}
	if len(list) == 0 {
		f.problem("%s: there are no rows.", f.name)
	}
	order := slices.Clone(list)
	slices.SortStableFunc(order, func(a, b simulate.Traffic) int {
		if c := strings.Compare(a.Queue+"\x00"+a.Channel+"\x00"+a.Day, b.Queue+"\x00"+b.Channel+"\x00"+b.Day); c != 0 {
			return c
		}
		return a.From - b.From
	})
	for i := 1; i < len(order); i++ {
		a, b := order[i-1], order[i]
		if a.Queue == b.Queue && a.Channel == b.Channel && a.Day == b.Day && b.From < a.To && len(f.problems) < mostProblems {
			f.problem("%s, column from: it overlaps another interval of %q on %s (%s). Write each interval once.", b.Where, b.Queue, b.Channel, a.Where)
		}
	}
	for i := 1; i < len(list); i++ {
		if (list[i].Day == "") != (list[0].Day == "") {
			f.problem("%s, column from: some times have a date and some have none. Write all in the same way.", list[i].Where)
			return
		}
	}
}

// where names the row for messages.
func (c cells) where() string { return fmt.Sprintf("%s: line %d", c.file.name, c.line) }

func (c cells) problem(column, text string) {
	if at, ok := c.file.at[column]; ok {
		column = c.file.reader.Columns[at]
	}
	c.file.problem("%s, column %s: %s.", c.where(), column, text)
}

// text returns the text of a column; "" if there is no such column.
func (c cells) text(column string) string {
	if at, ok := c.file.at[column]; ok {
		return strings.TrimSpace(c.list[at])
	}
	return ""
}

// channel returns the channel, in the language's word.
func (c cells) channel() string {
	text := c.text("channel")
	if text == "" {
		return defaultChannel
	}
	channel := schema.ChannelWord(strings.ToUpper(text))
	if !slices.Contains(schema.Channels, channel) {
		c.problem("channel", fmt.Sprintf("%q is not a channel. Write one of %s", text, strings.Join(schema.Channels, ", ")))
	}
	return channel
}

// time returns the time in the columns from and to.
func (c cells) time() simulate.Time {
	read := func(column string) (moment, bool) {
		m, ok := readMoment(c.text(column))
		if !ok {
			c.problem(column, fmt.Sprintf("%q is not a time. Write a time such as 09:30, or one with a date such as 2026-11-30 09:30", c.text(column)))
		}
		return m, ok
	}
	from, ok := read("from")
	to, also := read("to")
	if !ok || !also {
		return simulate.Time{}
	}
	t, wrong := between(from, to)
	if wrong != "" {
		c.problem("to", wrong)
	}
	return t
}

// needed returns a number that must be there. In a report, an empty cell is 0: nothing happened in
// the interval.
func (c cells) needed(column string, read func(string) (float64, error), report bool) float64 {
	if c.text(column) == "" && !report {
		c.problem(column, "it is empty. Write a number")
		return 0
	}
	return c.optional(column, read)
}

// optional returns a number, or 0 if there is none.
func (c cells) optional(column string, read func(string) (float64, error)) float64 {
	text := c.text(column)
	if text == "" || text == "-" {
		return 0
	}
	x, err := read(text)
	if err != nil {
		c.problem(column, err.Error())
	}
	return x
}

// near suggests the column that was meant.
func near(column string, others []string) string {
	if other, ok := diag.Nearest(column, others); ok {
		return fmt.Sprintf(" Is %q meant for it?", other)
	}
	return ""
}

// namesOf returns the names of columns.
func namesOf(columns []column) []string {
	var names []string
	for _, c := range columns {
		names = append(names, c.name)
	}
	return names
}

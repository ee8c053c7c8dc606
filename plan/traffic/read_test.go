package traffic_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/plan/simulate"
	"github.com/callwright/callwright/plan/traffic"
)

// at returns a time of day.
func at(day string, from, to float64, utc bool) simulate.Time {
	return simulate.Time{Day: day, From: int(from * 3600), To: int(to * 3600), UTC: utc}
}

func TestRead(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		file string
		want []simulate.Traffic
	}{
		"callwright's columns": {
			"queue,channel,from,to,contacts,handle_time,patience,target\nSales,voice,09:00,09:30,42,240,120,20\nSales,chat,22:00,06:00,7.5,00:10:00,,\n",
			[]simulate.Traffic{
				{Queue: "Sales", Channel: "voice", Time: at("", 9, 9.5, false), Contacts: 42, HandleTime: 240, Patience: 120, Target: 20, Where: "t.csv: line 2"},
				{Queue: "Sales", Channel: "chat", Time: at("", 22, 30, false), Contacts: 7.5, HandleTime: 600, Target: 20, Where: "t.csv: line 3"},
			},
		},
		"dates, and a file of Excel": {
			"queue;from;to;contacts;handle_time;handle_time_sd;target\nSales;2026-11-30 09:00;2026-11-30 10:00;42;240;200;30\n",
			[]simulate.Traffic{{Queue: "Sales", Channel: "voice", Time: at("2026-11-30", 9, 10, false), Contacts: 42, HandleTime: 240, Deviation: 200, Target: 30, Where: "t.csv: line 2"}},
		},
		"the report of Amazon Connect": {
			"Queue,Channel,StartInterval,EndInterval,Contacts queued,Contacts handled,Contacts abandoned,Average handle time,Average queue answer time,Average queue abandon time,Service level 30 seconds,Agent idle time\n" +
				"Sales,VOICE,2026-11-30T09:00:00Z,2026-11-30T09:30:00Z,100,90,10,00:04:00,00:00:10,00:00:30,85.00%,00:10:00\n" +
				"Sales,VOICE,2026-11-30T10:30:00+01:00,2026-11-30T11:00:00+01:00,3,,,,,,,\n",
			[]simulate.Traffic{
				{Queue: "Sales", Channel: "voice", Time: at("2026-11-30", 9, 9.5, true), Contacts: 100, HandleTime: 240, Patience: 120, Target: 30, Where: "t.csv: line 2"},
				{Queue: "Sales", Channel: "voice", Time: at("2026-11-30", 9.5, 10, true), Contacts: 3, HandleTime: 240, Patience: 120, Target: 30, Where: "t.csv: line 3"},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := traffic.Read("t.csv", []byte(test.file))
			if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	const header = "queue,channel,from,to,contacts,handle_time\n"
	for _, test := range []struct{ file, want string }{
		{"", "there is nothing in t.csv: its first line must name the columns."},
		{"queue,from,to,contacts\nSales,09:00,10:00,4\n", "t.csv: there is no column handle_time. Its first line must name the columns queue, from, to, contacts, handle_time."},
		{"queue,from,to,contacts,handle_tme\n", `Is "handle_tme" meant for it?`},
		{"queue,from,to,contacts,handle_time,patiense\n", `t.csv: unknown column patiense. Did you mean "patience"?`},
		{header, "t.csv: there are no rows."},
		{header + "Sales,voice,9am,10:00,4,240\n", `t.csv: line 2, column from: "9am" is not a time. Write a time such as 09:30, or one with a date such as 2026-11-30 09:30.`},
		{header + "Sales,fax,09:00,10:00,4,240\n", `t.csv: line 2, column channel: "fax" is not a channel. Write one of voice, chat, task, email.`},
		{header + "Sales,voice,09:00,10:00,many,240\n", `t.csv: line 2, column contacts: "many" is not a number. Write a number such as 42.`},
		{header + "Sales,voice,09:00,10:00,-4,240\n", "t.csv: line 2, column contacts: -4 is not between 0 and 1000000."},
		{header + "Sales,voice,09:00,10:00,,240\n", "t.csv: line 2, column contacts: it is empty. Write a number."},
		{header + ",voice,09:00,10:00,4,240\n", "t.csv: line 2, column queue: it is empty. Write the name of a queue."},
		{header + "Sales,voice,09:00,10:00,4,240\nSales,voice,09:30,10:30,4,240\n", `t.csv: line 3, column from: it overlaps another interval of "Sales" on voice (t.csv: line 2). Write each interval once.`},
		{header + "Sales,voice,09:00,10:00,4,240\nSales,voice,2026-11-30 09:30,2026-11-30 10:30,4,240\n", "t.csv: line 3, column from: some times have a date and some have none. Write all in the same way."},
		{header + "Sales,voice,2026-11-30 09:30,2026-11-29 10:30,4,240\n", "t.csv: line 2, column to: it is not after the beginning."},
		{header + "Sales,voice,2026-11-30 09:30,2026-12-05 10:30,4,240\n", "t.csv: line 2, column to: it is more than a day after the beginning. Write a row for each interval, such as a half hour."},
	} {
		_, err := traffic.Read("t.csv", []byte(test.file))
		if problems, ok := errors.AsType[*simulate.InputError](err); !ok || !strings.Contains(strings.Join(problems.Problems, "\n"), test.want) {
			t.Errorf("Read(%q) = %v\nwant %s", test.file, err, test.want)
		}
	}
}

func TestReadStaffing(t *testing.T) {
	t.Parallel()
	got, err := traffic.ReadStaffing("s.csv", []byte("routing_profile,user,from,to,agents\nPremium,,08:00,16:00,12\n,ana.lopez,12:00,20:00,\n"))
	want := []simulate.Shift{
		{RoutingProfile: "Premium", Time: at("", 8, 16, false), Agents: 12, Where: "s.csv: line 2"},
		{User: "ana.lopez", Time: at("", 12, 20, false), Agents: 1, Where: "s.csv: line 3"},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for _, test := range []struct{ file, want string }{
		{"from,to,agents\n", "s.csv: there is no column routing_profile or user."},
		{"routing_profile,from,to,agents\n", "s.csv: there are no rows, so nobody would be at work."},
		{"routing_profile,from,to,agent_count\n", "s.csv: unknown column agent_count."},
		{"routing_profile,from,to,agents\nPremium,08:00,16:00,2.5\n", `s.csv: line 2, column agents: "2.5" is not a number of agents. Write a whole number such as 12.`},
		{"routing_profile,user,from,to,agents\nPremium,ana,08:00,16:00,2\n", "s.csv: line 2, column routing_profile: the row must have either a routing profile or a user."},
		{"user,from,to,agents\nana,08:00,16:00,2\n", "s.csv: line 2, column agents: a user is one agent. Write 1, or leave it empty."},
	} {
		_, err := traffic.ReadStaffing("s.csv", []byte(test.file))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("ReadStaffing(%q) = %v\nwant %s", test.file, err, test.want)
		}
	}
}

// FuzzRead checks that a file of a stranger makes Read neither panic nor return numbers with which
// nobody can simulate.
func FuzzRead(f *testing.F) {
	f.Add([]byte("queue,channel,from,to,contacts,handle_time,patience,target\nSales,voice,09:00,09:30,42,240,120,20\n"))
	f.Add([]byte("Queue,StartInterval,EndInterval,Contacts queued,Average handle time\nSales,2026-11-30T09:00:00Z,2026-11-30T09:30:00Z,1,00:04:00\n"))
	f.Add([]byte("sep=;\nqueue;from;to;contacts;handle_time\nSales;9:00;24:00;1e5;3\n"))
	f.Add([]byte("routing_profile,user,from,to,agents\nPremium,,08:00,16:00,12\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		list, err := traffic.Read("t.csv", text)
		if err == nil && len(list) == 0 {
			t.Error("neither rows nor an error")
		}
		for _, row := range list {
			if row.Queue == "" || row.To <= row.From || row.To-row.From > 86400 || !(row.Contacts >= 0 && row.Contacts <= 1e6) || !(row.HandleTime >= 0) || !(row.Patience >= 0) || !(row.Target >= 0) {
				t.Errorf("a row that cannot be: %+v", row)
			}
		}
		_, _ = traffic.ReadStaffing("s.csv", text)
	})
}

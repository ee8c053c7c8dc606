package render

import (
	"testing"

	"github.com/callwright/callwright/plan/impact"
)

// TestSettingSentences has a sentence for each setting of queues, hours and users.
func TestSettingSentences(t *testing.T) {
	t.Parallel()
	queue := func(setting, from, to string, agents int) impact.Fact {
		return impact.Fact{Topic: impact.TopicQueues, Verb: impact.Take, Subjects: []string{"Sales"}, Setting: setting, From: from, To: to, Count: agents}
	}
	users := func(setting, from, to string, names ...string) impact.Fact {
		return impact.Fact{Topic: impact.TopicAgents, Verb: impact.Take, Subjects: names, Setting: setting, From: from, To: to}
	}
	m := measure{users: 2, objects: 3}
	for _, test := range []struct {
		fact            impact.Fact
		plain, markdown string
	}{
		{queue("status", "enabled", "disabled", 1), `"Sales" is disabled and takes no more contacts; 1 agent serves it`, "`Sales` is disabled and takes no more contacts; 1 agent serves it"},
		{queue("status", "enabled", "disabled", 6), `"Sales" is disabled and takes no more contacts; 6 agents serve it`, "`Sales` is disabled and takes no more contacts; 6 agents serve it"},
		{queue("status", "disabled", "enabled", 6), `"Sales" is enabled and takes contacts again`, "`Sales` is enabled and takes contacts again"},
		{queue("max_contacts", "", "1", 0), `"Sales": at most 1 contact can wait (was no limit)`, "`Sales`: at most 1 contact can wait (was no limit)"},
		{queue("max_contacts", "9", "20", 0), `"Sales": at most 20 contacts can wait (was 9)`, "`Sales`: at most 20 contacts can wait (was 9)"},
		{queue("max_contacts", "9", "", 0), `"Sales": any number of contacts can wait (was at most 9)`, "`Sales`: any number of contacts can wait (was at most 9)"},
		{queue("outbound_caller.number", "+441632960001", "", 0), `"Sales" does not call with +441632960001 any more`, "`Sales` does not call with `+441632960001` any more"},
		{queue("outbound_caller.name", "", "A`b", 0), "\"Sales\" calls under the name \"A`b\"", "`Sales` calls under the name ``A`b``"},
		{queue("outbound_caller.flow", "Old", "New", 0), `"Sales" runs on outbound calls the flow "New" instead of "Old"`, "`Sales` runs on outbound calls the flow `New` instead of `Old`"},
		{
			impact.Fact{Verb: impact.Open, Subjects: []string{"Day"}, Detail: []string{"open 9 h a week -> closed all week"}, Objects: objects("A", "B")},
			`"Day": open 9 h a week -> closed all week; 2 queues ("A", "B")`, "`Day`: open 9 h a week -> closed all week; 2 queues (`A`, `B`)",
		},
		{
			impact.Fact{Verb: impact.Open, Subjects: []string{"Day"}, Detail: []string{"open 9 h a week -> 8 h a week", "Monday closed -> 08:00-10:00"}},
			`"Day": open 9 h a week -> 8 h a week; Monday closed -> 08:00-10:00; no queue uses it`, "`Day`: open 9 h a week -> 8 h a week; Monday closed -> 08:00-10:00; no queue uses it",
		},
		{
			impact.Fact{Verb: impact.Open, Subjects: []string{"Night"}, Via: []string{"Day"}, Detail: []string{"open 9 h a week -> 8 h a week"}, Objects: objects("A")},
			`"A" uses "Night" instead of "Day": open 9 h a week -> 8 h a week`, "`A` uses `Night` instead of `Day`: open 9 h a week -> 8 h a week",
		},
		{
			impact.Fact{Verb: impact.Open, Subjects: []string{"Night"}, Via: []string{"Day"}, Detail: []string{"open 9 h a week -> 8 h a week"}, Objects: objects("A", "B", "C", "D")},
			`"A", "B" and 2 more use "Night" instead of "Day": open 9 h a week -> 8 h a week`, "`A`, `B` and 2 more use `Night` instead of `Day`: open 9 h a week -> 8 h a week",
		},
		{users("phone.after_contact_work", "0 s", "75 s", "ana", "ben", "cy"), `3 users (ana, ben, …): after-contact work 0 s -> 75 s`, "3 users (`ana`, `ben`, …): after-contact work `0 s` -> `75 s`"},
		{users("channels.chat.auto_accept", "", "true", "ana"), `ana: auto-accept on chat (not read) -> true`, "`ana`: auto-accept on chat `(not read)` -> `true`"},
		{users("channels.voice.callback_auto_accept", "false", "true", "ana"), `ana: auto-accept of callbacks false -> true`, "`ana`: auto-accept of callbacks `false` -> `true`"},
		{users("channels.voice.phone_type", `"soft"`, `"desk"`, "ana"), `ana: phone "soft" -> "desk"`, "`ana`: phone `\"soft\"` -> `\"desk\"`"},
		{
			impact.Fact{Verb: impact.Share, Subjects: []string{"ana", "ben"}, To: "+441632960001", Count: 2},
			`2 users (ana, ben) have the same desk phone +441632960001`, "2 users (`ana`, `ben`) have the same desk phone `+441632960001`",
		},
		{
			impact.Fact{Verb: impact.Share, Subjects: []string{"ana", "ben"}, To: "+441632960001", Count: 1},
			`2 users (ana, ben) have the same desk phone +441632960001; 1 of them gets it now`, "2 users (`ana`, `ben`) have the same desk phone `+441632960001`; 1 of them gets it now",
		},
		{
			impact.Fact{Verb: impact.DesertAll, Objects: objects("A", "B", "C", "D", "E")},
			`5 queues are left with nobody to serve them: "A", "B", "C", "D", "E"`, "5 queues are left with nobody to serve them: `A`, `B`, `C`, `D`, `E`",
		},
		{
			impact.Fact{Verb: impact.TakeType, Subjects: []string{"claims"}, Channels: []string{"task"}, Detail: []string{"2 -> 1 agent"}, Objects: objects("on task: 2 -> 3", "B")},
			`contacts of the workload type "claims" on task: 2 -> 1 agent; they wait for ever in 2 queues, where nobody is left to take them: "on task: 2 -> 3", "B"`,
			"contacts of the workload type `claims` on task: 2 -> 1 agent; they wait for ever in 2 queues, where nobody is left to take them: `on task: 2 -> 3`, `B`",
		},
		{
			impact.Fact{Verb: impact.DesertTypes, Objects: []impact.Object{{Text: "claims", Remark: "task"}, {Text: "tax", Remark: "email"}}},
			`2 workload types are left with nobody to take their contacts, which wait for ever: "claims" (task), "tax" (email)`,
			"2 workload types are left with nobody to take their contacts, which wait for ever: `claims` (task), `tax` (email)",
		},
		{
			impact.Fact{Verb: impact.Regroup, Subjects: []string{"ana", "ben"}, From: "Desk Agents", To: "a -> b"},
			`2 users (ana, ben): permission group "Desk Agents" -> "a -> b"`, "2 users (`ana`, `ben`): permission group `Desk Agents` -> `a -> b`",
		},
		{impact.Fact{Verb: impact.Regroup, Subjects: []string{"ana"}, To: "Leads"}, `ana starts in the permission group "Leads"`, "`ana` starts in the permission group `Leads`"},
		{
			impact.Fact{Verb: impact.Change, Subjects: []string{"Leads"}, To: "Leads", Detail: []string{"gains 2 permissions", "loses 1 permission"}, Count: 1},
			`the permission group "Leads" gains 2 permissions and loses 1 permission; 1 user is in it`, "the permission group `Leads` gains 2 permissions and loses 1 permission; 1 user is in it",
		},
		{
			impact.Fact{Verb: impact.Change, Subjects: []string{"Leads"}, From: "Leads", Detail: []string{"is deleted"}, Count: 3},
			`the permission group "Leads" is deleted; 3 users were in it`, "the permission group `Leads` is deleted; 3 users were in it",
		},
		{
			impact.Fact{Verb: impact.Change, Subjects: []string{"Leads"}, To: "Leads", Detail: []string{"is new"}},
			`the permission group "Leads" is new; nobody is in it`, "the permission group `Leads` is new; nobody is in it",
		},
		{
			impact.Fact{Verb: impact.Refuse, Subjects: []string{"Object in use"}, Objects: objects("queue.a", "queue.b", "queue.c", "queue.d"), Count: 4},
			"Object in use: queue.a, queue.b and 2 more", "`Object in use`: `queue.a`, `queue.b` and 2 more",
		},
		{impact.Fact{Verb: impact.Refuse, Subjects: []string{"Too many deletions"}, Count: 2}, "Too many deletions (2)", "`Too many deletions` (2)"},
		{impact.Fact{Verb: impact.CloseAll, Objects: objects("A", "B")}, `2 hours of operation are closed all week: "A", "B"`, "2 hours of operation are closed all week: `A`, `B`"},
		{impact.Fact{Verb: impact.DisableAll, Objects: objects("A", "B")}, `2 queues are disabled and take no more contacts: "A", "B"`, "2 queues are disabled and take no more contacts: `A`, `B`"},
	} {
		spans := m.sentence(test.fact)
		if got := plainText(spans); got != test.plain {
			t.Errorf("plain text is %s\nwant          %s", got, test.plain)
		}
		if got := markdownText(spans); got != test.markdown {
			t.Errorf("Markdown is %s\nwant        %s", got, test.markdown)
		}
	}
}

package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/callwright/callwright/plan/impact"
)

// A span is a piece of a sentence. A rendering shows each kind of span in its own way. For
// example, the name "Supervisor" is in quotes in a terminal, and a code span in Markdown.
type span struct {
	kind spanKind
	text string
}

// A spanKind says who wrote the words of a span.
type spanKind int

// The kinds of spans.
const (
	wordsSpan spanKind = iota // our own words
	nameSpan                  // the name of an object
	labelSpan                 // the console's words for a resource, from our catalogue
	codeSpan                  // a permission's API name, or a username: it needs no quotes if it is one word
	quoteSpan                 // a text from the configuration, such as the message of a check
)

// A measure says how much a rendering names before it counts the rest. For example, with
// users = 2 a sentence begins `5 users (ana, ben, …)`.
type measure struct {
	users   int // the most users, or profiles
	objects int // the most resources with permissions, or queues
	facts   int // the most facts of one topic; 0 means all

	apiNames bool // whether permissions have the API's names, and not the console's
}

// everything is a limit that nothing reaches.
const everything = 1 << 30

// A factLine is a fact as one line: its topic, its sign and its sentence.
type factLine struct {
	topic    impact.Topic
	sign     string
	sentence []span
}

// tell returns facts as lines. It shows as many facts of a topic as the measure allows, and
// counts the rest. The facts about people share one line: `2 users (ana, ben) join; cy leaves`.
func (m measure) tell(facts []impact.Fact) []factLine {
	var list []factLine
	for len(facts) > 0 {
		n := 1
		for n < len(facts) && facts[n].Topic == facts[0].Topic {
			n++
		}
		list = append(list, m.topic(facts[:n])...)
		facts = facts[n:]
	}
	return list
}

// topic returns the facts of one topic as lines.
func (m measure) topic(facts []impact.Fact) []factLine {
	topic := facts[0].Topic
	if topic == impact.TopicPeople {
		var all sentence
		for i, f := range facts {
			if i > 0 {
				all.words("; ")
			}
			all = append(all, m.sentence(f)...)
		}
		return []factLine{{topic, "", all}}
	}
	left := 0
	if m.facts > 0 && len(facts) > m.facts+1 {
		facts, left = facts[:m.facts], len(facts)-m.facts
	}
	var list []factLine
	for _, f := range facts {
		list = append(list, factLine{topic, string(f.Severity), m.sentence(f)})
	}
	if left > 0 {
		list = append(list, factLine{topic, "", []span{{wordsSpan, fmt.Sprintf("and %d more like these", left)}}})
	}
	return list
}

// A sentence is built span by span.
type sentence []span

// words adds our own words.
func (s *sentence) words(format string, args ...any) {
	*s = append(*s, span{wordsSpan, fmt.Sprintf(format, args...)})
}

// span adds a text of the given kind.
func (s *sentence) span(kind spanKind, text string) { *s = append(*s, span{kind, text}) }

// names adds up to most names, and counts the rest.
func (s *sentence) names(names []string, most int) {
	s.each(len(names), most, func(i int) { s.span(nameSpan, names[i]) })
}

// objects adds up to most objects with their remarks, and counts the rest.
func (s *sentence) objects(kind spanKind, objects []impact.Object, most int) {
	s.each(len(objects), most, func(i int) {
		if what := objects[i].What; what != "" {
			s.words("%s ", what)
		}
		s.span(kind, objects[i].Text)
		if remark := objects[i].Remark; remark != "" {
			s.words(" (%s)", remark)
		}
	})
}

// each adds up to most of n members with commas between them, and counts the rest: `A, B
// and 2 more`. It adds the last one rather than write "and 1 more".
func (s *sentence) each(n, most int, add func(i int)) {
	shown := n
	if n > most+1 {
		shown = most
	}
	for i := range shown {
		if i > 0 {
			s.words(", ")
		}
		add(i)
	}
	if shown < n {
		s.words(" and %d more", n-shown)
	}
}

// verbs are the forms of verbs for one subject, and for several.
var verbs = map[impact.Verb][2]string{
	impact.Gain: {"gains", "gain"}, impact.Lose: {"loses", "lose"}, impact.JoinWith: {"joins", "join"},
	impact.Join: {"joins", "join"}, impact.Move: {"moves", "move"},
	impact.Reassign: {"gets other security profiles", "get other security profiles"}, impact.Leave: {"leaves", "leave"},
}

// sentence returns the fact in words.
func (m measure) sentence(f impact.Fact) []span {
	var s sentence
	switch f.Verb {
	case impact.Gain, impact.Lose, impact.JoinWith:
		m.access(&s, f)
	case impact.Serve:
		m.serve(&s, f)
	case impact.ServeFirst:
		s.words("agents now serve %s that nobody served before: ", impact.Count(len(f.Objects), "queue"))
		s.objects(nameSpan, f.Objects, m.objects)
	case impact.TakeType:
		m.takeType(&s, f)
	case impact.DesertAll, impact.DesertTypes, impact.CloseAll, impact.DisableAll:
		m.all(&s, f)
	case impact.Take:
		if f.Topic == impact.TopicQueues {
			m.queue(&s, f)
		} else {
			m.reach(&s, f)
		}
	case impact.Refuse:
		m.refusal(&s, f)
	case impact.Regroup:
		m.regroup(&s, f)
	case impact.Change:
		m.group(&s, f)
	case impact.Open:
		m.hours(&s, f)
	case impact.Answer, impact.AnswerAlike:
		m.service(&s, f)
	case impact.Share:
		m.share(&s, f)
	case impact.LeaveIdle:
		m.who(&s, f.Subjects)
		s.words(" %s left without a queue by ", verb(len(f.Subjects), "is", "are"))
		s.names(f.Via, m.users)
	case impact.RouteNothing:
		s.span(nameSpan, f.Subjects[0])
		s.words(" has %s off, so %s for it %s no effect: ", strings.Join(f.Channels, ", "), impact.Count(len(f.Objects), "row"), verb(len(f.Objects), "has", "have"))
		s.objects(nameSpan, f.Objects, m.users)
	case impact.Fail, impact.Warn:
		s.span(quoteSpan, f.Subjects[0])
		s.words("%s", map[impact.Verb]string{impact.Fail: " fails: ", impact.Warn: " fails (warning): "}[f.Verb])
		s.span(quoteSpan, strings.Join(f.Detail, " "))
	case impact.Hold:
		s.words("%d of %s %s", f.Count, impact.Count(f.Total, "check"), verb(f.Count, "passes", "pass"))
	default:
		m.who(&s, f.Subjects)
		s.words(" %s", verb(len(f.Subjects), verbs[f.Verb][0], verbs[f.Verb][1]))
	}
	return s
}

// serve says how agents serve a queue, or several to which the same happens:
// `4 queues ("A", "B", "C", "D") on voice: 12 -> 9 agents`.
func (m measure) serve(s *sentence, f impact.Fact) {
	if len(f.Subjects) == 1 {
		s.span(nameSpan, f.Subjects[0])
	} else {
		s.words("%s (", impact.Count(len(f.Subjects), "queue"))
		s.names(f.Subjects, m.objects)
		s.words(")")
	}
	s.words(" on %s: %s", strings.Join(f.Channels, ", "), strings.Join(f.Detail, ", "))
	if len(f.Unread) > 0 {
		s.words(" (table not read: ")
		s.names(f.Unread, m.users)
		s.words(")")
	}
}

// refusal says why a plan is refused: `Object of another stack: queue.sales, queue.billing`.
func (m measure) refusal(s *sentence, f impact.Fact) {
	s.span(quoteSpan, f.Subjects[0])
	if len(f.Objects) > 0 {
		s.words(": ")
		s.objects(codeSpan, f.Objects, m.users)
	} else if f.Count > 1 {
		s.words(" (%d)", f.Count)
	}
}

// takeType says who takes contacts of a workload type.
func (m measure) takeType(s *sentence, f impact.Fact) {
	if len(f.Subjects) > 0 {
		s.words("contacts of the workload type ")
		s.span(nameSpan, f.Subjects[0])
	} else {
		s.words("contacts of all other workload types")
	}
	s.words(" on %s: %s", strings.Join(f.Channels, ", "), strings.Join(f.Detail, ", "))
	if len(f.Objects) > 0 {
		s.words("; they wait for ever in %s, where nobody is left to take them: ", impact.Count(len(f.Objects), "queue"))
		s.objects(nameSpan, f.Objects, m.objects)
	}
}

// alikes are the nouns and the words of facts that name everything to which the same happens.
var alikes = map[impact.Verb]struct{ noun, happens string }{
	impact.DesertAll:   {"queue", "are left with nobody to serve them"},
	impact.DesertTypes: {"workload type", "are left with nobody to take their contacts, which wait for ever"},
	impact.CloseAll:    {"hours of operation", "are closed all week"},
	impact.DisableAll:  {"queue", "are disabled and take no more contacts"},
}

// all names everything to which the same happens: `5 queues are left with nobody …: "A", "B"`.
func (m measure) all(s *sentence, f impact.Fact) {
	alike := alikes[f.Verb]
	s.words("%s %s: ", impact.Count(len(f.Objects), alike.noun), alike.happens)
	s.objects(nameSpan, f.Objects, everything)
}

// access says which permissions users gain or lose, and through which profiles:
// `ana gains Users: edit (administers access) via "Supervisor"`.
func (m measure) access(s *sentence, f impact.Fact) {
	if len(f.Subjects) > 0 {
		m.who(s, f.Subjects)
	}
	if f.AIAgents > 0 && len(f.Subjects) > 0 {
		s.words(" and ")
	}
	if f.AIAgents > 0 {
		s.words("%s", impact.Count(f.AIAgents, "AI agent"))
	}
	s.words(" %s ", verb(len(f.Subjects)+f.AIAgents, verbs[f.Verb][0], verbs[f.Verb][1]))
	if f.Verb == impact.JoinWith {
		s.words("with ")
	}
	switch {
	case len(f.Objects) == 0:
		s.words("no known permission")
	case m.apiNames, !slices.ContainsFunc(f.Objects, func(o impact.Object) bool { return o.Resource != "" }):
		s.objects(codeSpan, f.Objects, m.objects)
	default:
		m.permissions(s, f)
	}
	if len(f.Objects) > 0 {
		s.words(" via ")
		s.names(f.Via, m.users)
	}
	if len(f.Unread) > 0 {
		s.words(" (permissions not read: ")
		s.names(f.Unread, m.users)
		s.words(")")
	}
}

// who names a single user, or counts several and names a few: `5 users (ana, ben, …)`.
func (m measure) who(s *sentence, users []string) {
	if len(users) == 1 {
		s.span(codeSpan, users[0])
		return
	}
	s.words("%d users (", len(users))
	for i := range min(len(users), m.users) {
		if i > 0 {
			s.words(", ")
		}
		s.span(codeSpan, users[i])
	}
	if len(users) > m.users {
		s.words(", …")
	}
	s.words(")")
}

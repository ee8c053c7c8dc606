package render

import (
	"cmp"
	"strings"

	"github.com/callwright/callwright/plan/impact"
)

// queue says how a queue takes contacts, or calls:
// `"Sales" is disabled and takes no more contacts; 6 agents serve it`.
func (m measure) queue(s *sentence, f impact.Fact) {
	s.span(nameSpan, f.Subjects[0])
	switch f.Setting {
	case "status":
		if f.To != "disabled" {
			s.words(" is enabled and takes contacts again")
			return
		}
		s.words(" is disabled and takes no more contacts; %s %s it", impact.Count(f.Count, "agent"), verb(f.Count, "serves", "serve"))
	case "max_contacts":
		s.words(": ")
		if f.To == "" {
			s.words("any number of contacts can wait (was at most %s)", f.From)
			return
		}
		s.words("at most %s %s can wait (was %s)", f.To, contacts(f.To), cmp.Or(f.From, "no limit"))
	case "outbound_caller.number":
		m.caller(s, f, codeSpan, "calls with", "call with")
	case "outbound_caller.name":
		m.caller(s, f, nameSpan, "calls under the name", "call under the name")
	default:
		m.caller(s, f, nameSpan, "runs on outbound calls the flow", "run on outbound calls the flow")
	}
}

// caller says `"Sales" calls with B instead of A`, or `"Sales" does not call with A any more`.
func (m measure) caller(s *sentence, f impact.Fact, kind spanKind, does, do string) {
	if f.To == "" {
		s.words(" does not %s ", do)
		s.span(kind, f.From)
		s.words(" any more")
		return
	}
	s.words(" %s ", does)
	if s.span(kind, f.To); f.From != "" {
		s.words(" instead of ")
		s.span(kind, f.From)
	}
}

// contacts is the noun for that number of contacts.
func contacts(n string) string {
	if n == "1" {
		return "contact"
	}
	return "contacts"
}

// hours says how opening times change:
// `"Support Hours": open 67 h a week -> closed all week; 4 queues ("A", "B", "C", "D")`.
func (m measure) hours(s *sentence, f impact.Fact) {
	queues := m.users
	if f.First {
		queues = m.objects
	}
	if len(f.Via) == 0 {
		s.span(nameSpan, f.Subjects[0])
	} else {
		s.objects(nameSpan, f.Objects, queues)
		s.words(" %s ", verb(len(f.Objects), "uses", "use"))
		s.span(nameSpan, f.Subjects[0])
		s.words(" instead of ")
		s.names(f.Via, 1)
	}
	s.words(": %s", strings.Join(f.Detail, "; "))
	if len(f.Via) > 0 {
		return
	}
	if len(f.Objects) == 0 {
		s.words("; no queue uses it")
		return
	}
	s.words("; %s (", impact.Count(len(f.Objects), "queue"))
	s.objects(nameSpan, f.Objects, queues)
	s.words(")")
}

// settingWords are the words for what contacts reach users with.
var settingWords = map[string]string{
	"auto_accept": "auto-accept", "after_contact_work": "after-contact work", "persistent_connection": "persistent connection", "voice_enhancement": "voice enhancement",
	"type": "phone", "number": "desk phone number", "phone_type": "phone", "phone_number": "desk phone number",
	"callback_auto_accept": "auto-accept of callbacks", "callback_after_contact_work": "work after callbacks",
}

// reach says how contacts reach users:
// `52 users (ana, ben, …): after-contact work on voice 0 s -> 75 s`.
func (m measure) reach(s *sentence, f impact.Fact) {
	m.who(s, f.Subjects)
	path := strings.Split(f.Setting, ".")
	leaf := path[len(path)-1]
	s.words(": %s", cmp.Or(settingWords[leaf], leaf))
	if len(path) == 3 && !strings.HasPrefix(leaf, "phone") && !strings.HasPrefix(leaf, "callback") {
		s.words(" on %s", path[1])
	}
	s.words(" ")
	s.span(quoteSpan, cmp.Or(f.From, "(not read)"))
	s.words(" -> ")
	s.span(quoteSpan, f.To)
}

// share says who has the same desk phone:
// `12 users (ana, ben, …) have the same desk phone +441632960001; 11 of them get it now`.
func (m measure) share(s *sentence, f impact.Fact) {
	m.who(s, f.Subjects)
	s.words(" have the same desk phone ")
	s.span(codeSpan, f.To)
	if f.Count < len(f.Subjects) {
		s.words("; %d of them %s it now", f.Count, verb(f.Count, "gets", "get"))
	}
}

// regroup says who gets which permission group:
// `2 users (ana, ben): permission group "Desk Agents" -> "Desk Leads"`.
func (m measure) regroup(s *sentence, f impact.Fact) {
	m.who(s, f.Subjects)
	if f.From == "" {
		s.words(" %s in the permission group ", verb(len(f.Subjects), "starts", "start"))
		s.span(nameSpan, f.To)
		return
	}
	s.words(": permission group ")
	s.span(nameSpan, f.From)
	s.words(" -> ")
	s.span(nameSpan, f.To)
}

// group says what happens to a permission group:
// `the permission group "Desk Leads" gains 2 permissions; 12 users are in it`.
func (m measure) group(s *sentence, f impact.Fact) {
	s.words("the permission group ")
	s.span(nameSpan, f.Subjects[0])
	is, are, nobody := "is", "are", "nobody is"
	if f.To == "" {
		is, are, nobody = "was", "were", "nobody was"
	}
	if s.words(" %s; ", strings.Join(f.Detail, " and ")); f.Count == 0 {
		s.words("%s in it", nobody)
		return
	}
	s.words("%s %s in it", impact.Count(f.Count, "user"), verb(f.Count, is, are))
}

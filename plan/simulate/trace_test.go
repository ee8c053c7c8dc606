package simulate

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// premium is one agent with the rows of the four queues Premium Support: 1 and 2 with priority 1,
// 3 with priority 2 after 20 s, and 4 with priority 3 after 80 s.
func premium() *centre {
	return &centre{
		lines: make([]line, 4),
		profiles: []profile{{capacity: [channelCount]uint8{1}, rows: []row{
			{0, 1, 0}, {1, 1, 0}, {2, 2, 20}, {3, 3, 80},
		}}},
		agents: []agent{{}},
	}
}

// TestTraces says by hand when the agent answers whom. Each contact is written as "queue@time",
// and each answer the same way. Handling takes 60 s.
func TestTraces(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ come, answers string }{
		"at 19 s a contact of queue 3 is not offered, at 20 s it is":   {"1@0 3@41", "1@0 3@61"},
		"at exactly 20 s it is offered":                                {"1@0 3@40", "1@0 3@60"},
		"an idle agent gets it at 20 s":                                {"3@100", "3@120"},
		"queue 4 waits for 80 s":                                       {"4@5", "4@85"},
		"queue 4 after 500 s does not overtake queue 3 after 20 s":     {"1@0 4@1 1@2 1@3 1@4 1@5 1@6 1@7 1@8 1@9 3@520", "1@0 1@60 1@120 1@180 1@240 1@300 1@360 1@420 1@480 3@540 4@600"},
		"queues 1 and 2 take turns by the longest wait":                {"1@0 1@1 2@2 1@3 2@4", "1@0 1@60 2@120 1@180 2@240"},
		"queue 3 came first, but waits less than 20 s: queue 1 passes": {"1@0 3@45 1@50", "1@0 1@60 3@120"},
		"queue 1 passes queue 3 after 20 s, too":                       {"1@0 3@10 1@50", "1@0 1@60 3@120"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var contacts []contact
			for word := range strings.FieldsSeq(test.come) {
				c := contact{handle: 60, leave: math.Inf(1)}
				if _, err := fmt.Sscanf(word, "%d@%f", &c.line, &c.at); err != nil {
					t.Fatal(err)
				}
				c.line--
				contacts = append(contacts, c)
			}
			begun, _ := play(premium(), contacts)
			if got := answers(contacts, begun); got != test.answers {
				t.Errorf("answers: %s\nwant:    %s", got, test.answers)
			}
		})
	}
}

// answers writes who is answered when, in the order of time.
func answers(contacts []contact, begun []float64) string {
	order := make([]int, len(contacts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if begun[a] < begun[b] {
			return -1
		}
		return 1
	})
	var words []string
	for _, i := range order {
		words = append(words, fmt.Sprintf("%d@%v", contacts[i].line+1, begun[i]))
	}
	return strings.Join(words, " ")
}

// TestChannels checks by hand who can get what beside another contact. The lines are voice, chat
// and task; the agent handles one voice contact, three chats and one task at once.
func TestChannels(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		any           []int
		come, answers string
	}{
		"three chats at once":             {nil, "2@0 2@1 2@2 2@3", "2@0 2@1 2@2 2@60"},
		"chat is current_only":            {nil, "2@0 2@1 1@2", "2@0 2@1 1@61"},
		"chat allows any":                 {[]int{1}, "2@0 1@2 2@3", "2@0 1@2 2@62"},
		"voice allows any, chat does not": {[]int{0}, "1@0 2@1 2@2 3@3", "1@0 2@1 2@2 3@62"},
		"all allow any":                   {[]int{0, 1, 2}, "1@0 2@1 3@2 1@3", "1@0 2@1 3@2 1@60"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &centre{
				lines:    []line{{channel: 0}, {channel: 1}, {channel: 2}},
				profiles: []profile{{capacity: [channelCount]uint8{1, 3, 1}, rows: []row{{0, 1, 0}, {1, 1, 0}, {2, 1, 0}}}},
				agents:   []agent{{}},
			}
			for _, channel := range test.any {
				c.profiles[0].any[channel] = true
			}
			var contacts []contact
			for word := range strings.FieldsSeq(test.come) {
				k := contact{handle: 60, leave: math.Inf(1)}
				if _, err := fmt.Sscanf(word, "%d@%f", &k.line, &k.at); err != nil {
					t.Fatal(err)
				}
				k.line--
				contacts = append(contacts, k)
			}
			begun, _ := play(c, contacts)
			if got := answers(contacts, begun); got != test.answers {
				t.Errorf("answers: %s\nwant:    %s", got, test.answers)
			}
		})
	}
}

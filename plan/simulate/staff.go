package simulate

// staff has the agents: who is there, who handles what, and who can get a contact of a channel.
//
// For each profile and channel it keeps a list of those who can get another contact, with the one
// whose last activity is longest ago first. An agent with one of three possible chats is in the
// list of chat.
type staff struct {
	centre  *centre
	present []bool
	held    [][channelCount]uint8 // contacts at once, by agent and channel
	busy    []uint8               // channels with contacts, as bits
	since   []float64             // when the agent last began or ended something
	began   []float64             // since when the agent has handled contacts without a break
	worked  []float64             // by profile: seconds in which an agent handled at least one contact

	open        [][channelCount]uint8 // by profile: channels that may not have contacts if an agent is to get one of this channel, as bits
	first, last []int32               // by profile and channel
	next, prev  [][channelCount]int32 // by agent; away if the agent is not in the list
}

// away marks an agent who is not in a list.
const away = -2

func newStaff(c *centre) *staff {
	n := len(c.agents)
	s := &staff{
		centre: c, present: make([]bool, n), held: make([][channelCount]uint8, n), busy: make([]uint8, n),
		since: make([]float64, n), began: make([]float64, n), worked: make([]float64, len(c.profiles)),
		open:  make([][channelCount]uint8, len(c.profiles)),
		first: make([]int32, len(c.profiles)*channelCount), last: make([]int32, len(c.profiles)*channelCount),
		next: make([][channelCount]int32, n), prev: make([][channelCount]int32, n),
	}
	for i := range s.first {
		s.first[i], s.last[i] = nobody, nobody
	}
	for i := range s.next {
		s.next[i] = [channelCount]int32{away, away, away, away}
	}
	for i, p := range c.profiles {
		for channel := range channelCount {
			for other := range channelCount {
				if other != channel && !p.any[other] {
					s.open[i][channel] |= 1 << other
				}
			}
		}
	}
	return s
}

// can reports whether the agent can get another contact of the channel. A voice contact leaves no
// room for a second one, and a channel that is current_only leaves none for other channels.
func (s *staff) can(a int32, channel int) bool {
	p := s.centre.agents[a].profile
	return s.present[a] && s.held[a][channel] < s.centre.profiles[p].capacity[channel] && s.busy[a]&s.open[p][channel] == 0
}

// touch notes an activity of the agent: it puts them at the end of the lists in which they belong.
func (s *staff) touch(a int32, now float64) {
	s.since[a] = now
	list := int(s.centre.agents[a].profile) * channelCount
	for channel := range channelCount {
		if s.next[a][channel] != away {
			s.unlink(a, channel, list+channel)
		}
		if s.can(a, channel) {
			s.append(a, channel, list+channel)
		}
	}
}

func (s *staff) append(a int32, channel, list int) {
	last := s.last[list]
	s.prev[a][channel], s.next[a][channel] = last, nobody
	if last == nobody {
		s.first[list] = a
	} else {
		s.next[last][channel] = a
	}
	s.last[list] = a
}

func (s *staff) unlink(a int32, channel, list int) {
	prev, next := s.prev[a][channel], s.next[a][channel]
	if prev == nobody {
		s.first[list] = next
	} else {
		s.next[prev][channel] = next
	}
	if next == nobody {
		s.last[list] = prev
	} else {
		s.prev[next][channel] = prev
	}
	s.next[a][channel] = away
}

// begin gives the agent a contact of the channel.
func (s *staff) begin(a int32, channel int, now float64) {
	if s.busy[a] == 0 {
		s.began[a] = now
	}
	s.held[a][channel]++
	s.busy[a] |= 1 << channel
	s.touch(a, now)
}

// end takes a contact of the channel from the agent.
func (s *staff) end(a int32, channel int, now float64) {
	if s.held[a][channel]--; s.held[a][channel] == 0 {
		s.busy[a] &^= 1 << channel
	}
	if s.busy[a] == 0 {
		s.worked[s.centre.agents[a].profile] += now - s.began[a]
	}
	s.touch(a, now)
}

// longest returns which of two agents has been idle longer. Either may be nobody.
func (s *staff) longest(a, b int32) int32 {
	if a == nobody || b != nobody && (s.since[b] < s.since[a] || s.since[b] == s.since[a] && b < a) {
		return b
	}
	return a
}

package simulate

// channelCount is how many channels there are: voice, chat, task and email.
const channelCount = 4

// A span is a time from one second to another. The second one does not belong to it.
type span struct{ from, to float64 }

// A centre is a contact centre as the loop sees it. Its lines, profiles and agents refer to each
// other by their positions. All times are seconds on one clock.
type centre struct {
	lines    []line
	profiles []profile
	agents   []agent
}

// A line is where contacts of one queue wait on one channel.
type line struct {
	channel int
	open    []span // sorted, and apart from each other; nil if it is always open
}

// A profile is what a routing profile says about its agents.
type profile struct {
	capacity [channelCount]uint8 // contacts at once, by channel; 0 if the channel is off
	any      [channelCount]bool  // whether an agent with a contact on the channel can get contacts of other channels
	rows     []row               // by priority
}

// A row gives the contacts of a line to the agents of a profile.
type row struct {
	line     int32
	priority int32   // 1 is served first
	delay    float64 // seconds that a contact must have waited
}

// An agent is one person at work.
type agent struct {
	profile int32
	shifts  []span // sorted; nil if the agent is always there
}

// A demand is the contacts that one line can expect.
type demand struct {
	name      string // decides, with the seed, which contacts come
	intervals []interval
}

// An interval has contacts that come evenly between two times.
type interval struct {
	span
	contacts float64 // expected
	handle   float64 // mean seconds of handling
	spread   float64 // the standard deviation of the same; 0 for the same as the mean
	patience float64 // mean seconds until a contact that waits gives up; 0 for never
	target   float64 // seconds within which a contact should be answered
	clock    float64 // the time of day at which it begins, in seconds
}

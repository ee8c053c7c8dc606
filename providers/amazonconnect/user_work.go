package amazonconnect

import (
	"context"
	"iter"
	"maps"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/schema"
)

// SearchUsers answers the time for after-contact work in PhoneConfig in milliseconds, where
// every other operation has seconds. The documentation says so of that member only. In which
// unit it answers the times of single channels is not documented.
//
// So the client finds out. It describes one user who has such a time, and compares. For
// example, a search answers 30000 for a user whom DescribeUser gives 30: the unit is
// milliseconds, for all users. Where the two do not tell, because the user changed a moment
// ago, the next user may. After some users the times stay unknown: they are then a detail,
// which is read of each user where it is managed.

// A unit is how many of it a second has.
type unit int32

const (
	unknownUnit    unit = 0
	inSeconds      unit = 1
	inMilliseconds unit = 1000
)

// maxProbes is how many users are described to find out about the unit.
const maxProbes = 3

// A workUnit is the unit in which SearchUsers answers the times of channels, as far as that
// is known. It is safe for concurrent use.
type workUnit struct {
	mu     sync.Mutex
	is     unit
	probes int
}

// known returns the unit, and whether another user may be described to find out about it.
// It counts that user.
func (w *workUnit) known() (is unit, probe bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.is != unknownUnit || w.probes == maxProbes {
		return w.is, false
	}
	w.probes++
	return w.is, true
}

// learn keeps the unit, if it was not known, and returns what is known now.
func (w *workUnit) learn(is unit) unit {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.is == unknownUnit {
		w.is = is
	}
	return w.is
}

// unitOf returns the unit of the times in what a search says of a user. If the user had to
// be described to find out, it also returns what was described.
func (w *workUnit) unitOf(ctx context.Context, c *connection, u *types.UserSearchSummary) (is unit, o object[schema.User], err error) {
	is = inSeconds // or any other unit, if all times are 0
	for _, t := range timesOf(u.AfterContactWorkConfigs) {
		if *t%int32(inMilliseconds) != 0 { // times are whole seconds
			return w.learn(inSeconds), o, nil
		}
		if *t != 0 {
			is = unknownUnit
		}
	}
	if is != unknownUnit {
		return is, o, nil
	}
	is, probe := w.known()
	if !probe {
		return is, o, nil
	}
	full, err := fetchUser(ctx, c, aws.ToString(u.Id))
	if failure.IsNotFound(err) {
		return unknownUnit, o, nil
	}
	if err != nil {
		return unknownUnit, o, err
	}
	is = w.learn(compareUnits(u.AfterContactWorkConfigs, full.AfterContactWorkConfigs))
	o, err = readUser(ctx, c, full)
	return is, o, err
}

// A workTime identifies a time of a user: that of a channel, or that of agent-first
// callbacks.
type workTime struct {
	channel  types.Channel
	callback bool
}

// timesOf yields the times of a user.
func timesOf(configs []types.AfterContactWorkConfigPerChannel) iter.Seq2[workTime, *int32] {
	return func(yield func(workTime, *int32) bool) {
		for _, config := range configs {
			if w := config.AfterContactWorkConfig; w != nil && !yield(workTime{config.Channel, false}, &w.AfterContactWorkTimeLimit) {
				return
			}
			if w := config.AgentFirstCallbackAfterContactWorkConfig; w != nil && !yield(workTime{config.Channel, true}, &w.AfterContactWorkTimeLimit) {
				return
			}
		}
	}
}

// compareUnits returns the unit in which the times that were found are the described ones,
// which are in seconds. It is unknown if no unit fits all of them, or every unit does.
func compareUnits(found, described []types.AfterContactWorkConfigPerChannel) unit {
	full := maps.Collect(timesOf(described))
	fits := func(u unit) bool {
		for of, t := range timesOf(found) {
			if is := full[of]; is == nil || int64(*is)*int64(u) != int64(*t) {
				return false
			}
		}
		return true
	}
	switch {
	case fits(inSeconds) == fits(inMilliseconds):
		return unknownUnit
	case fits(inSeconds):
		return inSeconds
	}
	return inMilliseconds
}

// toSeconds converts the times in what a search says of a user, in place. It drops times
// whose unit is unknown.
func toSeconds(u *types.UserSearchSummary, from unit) {
	if u.PhoneConfig != nil {
		u.PhoneConfig.AfterContactWorkTimeLimit /= int32(inMilliseconds)
	}
	if from == unknownUnit {
		u.AfterContactWorkConfigs = nil
		return
	}
	for _, t := range timesOf(u.AfterContactWorkConfigs) {
		*t /= int32(from)
	}
}

package traffic

import "github.com/callwright/callwright/plan/simulate"

// A report of Amazon Connect says how long contacts waited that gave up. That is not how patient
// contacts are: the most patient ones were answered before they gave up. The patience is the time
// that all contacts waited together, for each that gave up. This is the estimate of the greatest
// likelihood for an exponential time of which only a part is seen.
//
// For example, 90 contacts waited for 10 seconds until they were answered, and 10 waited for 30
// seconds and gave up. They waited for 1200 seconds, so the mean patience is 120 seconds.

// observed are the sums over the intervals of a queue on a channel.
type observed struct {
	waited, abandoned float64
	handled, handling float64
}

// lineName is a queue with a channel.
type lineName struct{ queue, channel string }

// estimate gives rows without a patience or a handle time those of the whole line.
func (f *file) estimate(list []simulate.Traffic) {
	for i := range list {
		of := f.observed[lineName{list[i].Queue, list[i].Channel}]
		if of == nil {
			continue
		}
		if _, given := f.at["patience"]; !given && of.abandoned > 0 {
			list[i].Patience = of.waited / of.abandoned
		}
		if list[i].HandleTime == 0 && of.handled > 0 {
			list[i].HandleTime = of.handling / of.handled
		}
	}
}

// observe adds a row to the sums.
func (f *file) observe(t simulate.Traffic, row cells) {
	name := lineName{t.Queue, t.Channel}
	if f.observed[name] == nil {
		f.observed[name] = &observed{}
	}
	o := f.observed[name]
	handled := t.Contacts
	if _, ok := f.at["contacts_handled"]; ok {
		handled = row.optional("contacts_handled", readCount)
	}
	abandoned := row.optional("contacts_abandoned", readCount)
	if t.HandleTime > 0 {
		o.handled += handled
		o.handling += handled * t.HandleTime
	}
	o.abandoned += abandoned
	o.waited += handled*row.optional("queue_answer_time", readSeconds) + abandoned*row.optional("queue_abandon_time", readSeconds)
}

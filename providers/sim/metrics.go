package sim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/callwright/callwright/providers/sim/internal/api"
	"github.com/callwright/callwright/providers/sim/internal/store"
)

// trafficRecords are what is recorded of the contacts of a queue, in half hours. Nobody calls the
// simulator, so only the console's path records anything:
//
//	PUT /_callwright/traffic/Sales
//	{"Intervals": [{"Channel": "VOICE", "Start": "2026-11-30T09:00:00Z", "CONTACTS_QUEUED": 42, "AVG_HANDLE_TIME": 240}]}
var trafficRecords = &store.Kind{Word: "traffic", Noun: "traffic", ResourceType: "TRAFFIC", ID: "QueueId", Name: "QueueId", NameIsID: true}

// metricsSimulation is what is simulated of metrics.
var metricsSimulation = simulation{kind: trafficRecords, operations: map[string]operation{"GetMetricDataV2": reads(metricData)}}

// What a request of GetMetricDataV2 may ask for (Amazon Connect API reference, GetMetricDataV2).
const (
	mostFilterValues = 100
	longestPeriod    = 3 * 24 * time.Hour // of half hours: "must be less than 3 days"
	halfHour         = 30 * time.Minute
)

// metrics are the metrics that are simulated. An interval has a value for each, or none.
var metrics = []string{
	"AVG_ABANDON_TIME", "AVG_HANDLE_TIME", "AVG_QUEUE_ANSWER_TIME", "CONTACTS_ABANDONED", "CONTACTS_HANDLED", "CONTACTS_QUEUED", "CONTACTS_QUEUED_BY_ENQUEUE",
}

// metricData is GetMetricDataV2, in half hours, grouped by queue and channel.
//
// Assumption: the service answers intervals without contacts without their values, and the
// simulator leaves them out. The service forgets after three months; the simulator does not.
func metricData(t *store.Tx, operation string, in api.Members) (api.Members, error) {
	from, to := timeOf(api.Number(in, "StartTime")), timeOf(api.Number(in, "EndTime"))
	period := api.Text(api.Sub(in, "Interval"), "IntervalPeriod")
	switch {
	case period != "THIRTY_MIN":
		return nil, api.InvalidParameter("IntervalPeriod: the simulator has THIRTY_MIN only, not %s.", period)
	case !from.Before(to):
		return nil, api.InvalidParameter("EndTime must be after StartTime.")
	case to.Sub(from) >= longestPeriod:
		return nil, api.InvalidParameter("The difference between StartTime and EndTime must be less than 3 days.")
	}
	if groups := strings.Join(api.Texts(in, "Groupings"), " "); groups != "QUEUE CHANNEL" {
		return nil, api.InvalidParameter("Groupings: the simulator has QUEUE and CHANNEL only, not %s.", groups)
	}
	var queueIDs []string
	for _, f := range api.List(in, "Filters") {
		filter := f.(api.Members)
		if key := api.Text(filter, "FilterKey"); key != "QUEUE" {
			return nil, api.InvalidParameter("FilterKey: the simulator has QUEUE only, not %s.", key)
		}
		queueIDs = append(queueIDs, api.Texts(filter, "FilterValues")...)
	}
	if len(queueIDs) == 0 || len(queueIDs) > mostFilterValues {
		return nil, api.InvalidParameter("A request needs 1 to %d filter values, and has %d.", mostFilterValues, len(queueIDs))
	}
	entries, err := metricEntries(t, in, queueIDs, from, to)
	if err != nil {
		return nil, err
	}
	page, next, err := store.PageOfEntries(t, operation, in, entries)
	return store.Paged(api.Members{"MetricResults": page}, next), err
}

// metricEntries returns the results of a request, in order.
func metricEntries(t *store.Tx, in api.Members, queueIDs []string, from, to time.Time) ([]store.Entry, error) {
	var entries []store.Entry
	for _, id := range queueIDs {
		q, err := t.Find(queues, id)
		if err != nil {
			return nil, err
		}
		o, err := t.Find(trafficRecords, q.ID)
		if missing(err) {
			continue
		} else if err != nil {
			return nil, err
		}
		for _, v := range api.List(o.Body, "Intervals") {
			interval := v.(api.Members)
			begin, err := time.Parse(time.RFC3339, api.Text(interval, "Start"))
			if err != nil || begin.Before(from) || !begin.Before(to) {
				continue
			}
			entries = append(entries, store.Entry{
				Key:   fmt.Sprintf("%s %d %s", q.ID, begin.Unix(), api.Text(interval, "Channel")),
				Value: metricResult(q.ID, begin, interval, api.List(in, "Metrics")),
			})
		}
	}
	slices.SortFunc(entries, func(a, b store.Entry) int { return cmp.Compare(a.Key, b.Key) })
	return entries, nil
}

// metricResult returns the values that were asked for.
func metricResult(queue string, begin time.Time, interval api.Members, asked []any) api.Members {
	values := []any{}
	for _, m := range asked {
		name := api.Text(m.(api.Members), "Name")
		value := api.Members{"Metric": api.Members{"Name": name}}
		if api.Has(interval, name) {
			value["Value"] = api.Number(interval, name)
		}
		values = append(values, value)
	}
	return api.Members{
		"Dimensions":     api.Members{"QUEUE": queue, "CHANNEL": api.Text(interval, "Channel")},
		"MetricInterval": api.Members{"Interval": "THIRTY_MIN", "StartTime": float64(begin.Unix()), "EndTime": float64(begin.Add(halfHour).Unix())},
		"Collections":    values,
	}
}

// timeOf returns the time of a number of seconds.
func timeOf(seconds float64) time.Time { return time.Unix(int64(seconds), 0) }

// putTraffic records intervals of a queue, for the console. They take the place of those that it
// had.
func putTraffic(t *store.Tx, queue string, patch api.Members) (any, error) {
	q, err := t.Named(queues, queue)
	if err != nil {
		return nil, err
	}
	for _, v := range api.List(patch, "Intervals") {
		interval, ok := v.(api.Members)
		if !ok || !slices.Contains([]string{"VOICE", "CHAT", "TASK", "EMAIL"}, api.Text(interval, "Channel")) {
			return nil, api.InvalidRequest("Each interval must have a Channel: VOICE, CHAT, TASK or EMAIL.")
		}
		begin, wrong := time.Parse(time.RFC3339, api.Text(interval, "Start"))
		if wrong != nil || !begin.Truncate(halfHour).Equal(begin) {
			return nil, api.InvalidRequest("Start is %q, but must be the beginning of a half hour, such as 2026-11-30T09:00:00Z.", api.Text(interval, "Start"))
		}
		for name := range interval {
			if name != "Channel" && name != "Start" && !slices.Contains(metrics, name) {
				return nil, api.InvalidRequest("%v", unknown("metric", name, metrics))
			}
		}
	}
	o, err := t.Find(trafficRecords, q.ID)
	switch {
	case missing(err):
		o = &store.Object{Kind: trafficRecords, Body: api.Members{"QueueId": q.ID, "Intervals": api.List(patch, "Intervals")}}
		err = t.Create(o)
	case err == nil:
		o.Body["Intervals"] = api.List(patch, "Intervals")
		err = t.Save(o)
	}
	return o.Body, err
}

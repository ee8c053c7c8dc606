package amazonconnect

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect/internal/failure"
	"github.com/callwright/callwright/schema"
)

// What one request of GetMetricDataV2 may ask for (Amazon Connect API reference, GetMetricDataV2):
// "up to 100 filter values", and for half hours "the difference between StartTime and EndTime must
// be less than 3 days". Two days keep clear of the limit when clocks change.
const (
	queuesOfMetrics = 100
	daysOfMetrics   = 2
	metricsPage     = 100
)

// trafficMetrics are the metrics that Traffic reads, each with the place where it goes.
var trafficMetrics = map[string]func(*providers.Recorded) *float64{
	"CONTACTS_QUEUED_BY_ENQUEUE": func(r *providers.Recorded) *float64 { return &r.Queued },
	"CONTACTS_HANDLED":           func(r *providers.Recorded) *float64 { return &r.Handled },
	"CONTACTS_ABANDONED":         func(r *providers.Recorded) *float64 { return &r.Abandoned },
	"AVG_HANDLE_TIME":            func(r *providers.Recorded) *float64 { return &r.HandleTime },
	"AVG_QUEUE_ANSWER_TIME":      func(r *providers.Recorded) *float64 { return &r.AnswerTime },
	"AVG_ABANDON_TIME":           func(r *providers.Recorded) *float64 { return &r.AbandonTime },
}

// A metricsReader reads what the service recorded of contacts. A [Client] has its method.
type metricsReader struct{ conn *connection }

// Traffic returns what the service recorded of contacts, in half hours. It keeps data for three
// months.
func (c metricsReader) Traffic(ctx context.Context, from, to time.Time) ([]providers.Recorded, error) {
	byName, err := c.conn.indexes[queueKind.Name].All(ctx)
	if err != nil {
		return nil, failure.Explain(err)
	}
	names, ids := map[string]string{}, []string{}
	for name, id := range byName {
		names[id] = name
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var list []providers.Recorded
	for batch := range slices.Chunk(ids, queuesOfMetrics) {
		for begin := from; begin.Before(to); begin = begin.AddDate(0, 0, daysOfMetrics) {
			end := begin.AddDate(0, 0, daysOfMetrics)
			if end.After(to) {
				end = to
			}
			part, err := c.conn.metrics(ctx, batch, names, begin, end)
			if err != nil {
				return nil, failure.Explain(err)
			}
			list = append(list, part...)
		}
	}
	slices.SortFunc(list, func(a, b providers.Recorded) int {
		return cmp.Or(cmp.Compare(a.Queue, b.Queue), cmp.Compare(a.Channel, b.Channel), a.From.Compare(b.From))
	})
	return list, nil
}

// metrics returns what was recorded of some queues, with their names by id.
func (c *connection) metrics(ctx context.Context, queues []string, names map[string]string, from, to time.Time) (list []providers.Recorded, err error) {
	in := connect.GetMetricDataV2Input{
		ResourceArn: &c.instance.ARN, StartTime: &from, EndTime: &to, MaxResults: aws.Int32(metricsPage), Groupings: []string{"QUEUE", "CHANNEL"},
		Filters:  []types.FilterV2{{FilterKey: aws.String("QUEUE"), FilterValues: queues}},
		Interval: &types.IntervalDetails{IntervalPeriod: types.IntervalPeriodThirtyMin, TimeZone: aws.String("UTC")},
	}
	for _, name := range slices.Sorted(maps.Keys(trafficMetrics)) {
		in.Metrics = append(in.Metrics, types.MetricV2{Name: aws.String(name)})
	}
	results := &tokenPager[*connect.GetMetricDataV2Output]{call: func(ctx context.Context, token *string) (*connect.GetMetricDataV2Output, error) {
		page := in
		page.NextToken = token
		return c.api.GetMetricDataV2(ctx, &page)
	}}
	err = pages(ctx, results, func(out *connect.GetMetricDataV2Output) error {
		for i := range out.MetricResults {
			if r, ok := recordedOf(&out.MetricResults[i], names); ok {
				list = append(list, r)
			}
		}
		return nil
	})
	return list, err
}

// recordedOf returns a result of the service; false if it has no contacts, or is of something that
// was not asked for.
func recordedOf(m *types.MetricResultV2, names map[string]string) (r providers.Recorded, ok bool) {
	if m.MetricInterval == nil || m.MetricInterval.StartTime == nil || m.MetricInterval.EndTime == nil {
		return r, false
	}
	r.Queue, ok = names[m.Dimensions["QUEUE"]]
	r.Channel, r.From, r.To = schema.ChannelWord(m.Dimensions["CHANNEL"]), m.MetricInterval.StartTime.UTC(), m.MetricInterval.EndTime.UTC()
	for _, value := range m.Collections {
		if value.Metric == nil || value.Value == nil {
			continue
		}
		if place := trafficMetrics[aws.ToString(value.Metric.Name)]; place != nil {
			*place(&r) = *value.Value
		}
	}
	return r, ok && slices.Contains(schema.Channels, r.Channel) && r.Queued+r.Handled+r.Abandoned > 0
}

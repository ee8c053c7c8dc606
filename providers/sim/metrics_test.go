package sim_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

// TestMetricData records intervals of a queue by the console's path, and reads them by the API.
func TestMetricData(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{Console: true})
	record := func(queue, intervals string) int {
		r, err := http.NewRequestWithContext(ctx, http.MethodPut, c.url+"/_callwright/traffic/"+queue, strings.NewReader(`{"Intervals": [`+intervals+`]}`))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		return answer.StatusCode
	}
	begin := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	queue := c.queue
	ask := func(change func(*connect.GetMetricDataV2Input)) (*connect.GetMetricDataV2Output, error) {
		in := &connect.GetMetricDataV2Input{
			ResourceArn: c.instance, StartTime: &begin, EndTime: aws.Time(begin.AddDate(0, 0, 2)), Groupings: []string{"QUEUE", "CHANNEL"},
			Filters:  []types.FilterV2{{FilterKey: aws.String("QUEUE"), FilterValues: []string{queue}}},
			Metrics:  []types.MetricV2{{Name: aws.String("CONTACTS_QUEUED")}, {Name: aws.String("AVG_HANDLE_TIME")}},
			Interval: &types.IntervalDetails{IntervalPeriod: types.IntervalPeriodThirtyMin},
		}
		if change != nil {
			change(in)
		}
		return c.GetMetricDataV2(ctx, in)
	}
	if out := must(ask(nil))(t); len(out.MetricResults) != 0 {
		t.Errorf("before anything is recorded: %d results", len(out.MetricResults))
	}
	const first, second = `{"Channel": "VOICE", "Start": "2026-11-23T09:00:00Z", "CONTACTS_QUEUED": 42, "AVG_HANDLE_TIME": 240.5}`, `{"Channel": "VOICE", "Start": "2026-11-24T09:30:00Z", "CONTACTS_QUEUED": 7}`
	for _, wrong := range []string{`{"Channel": "FAX", "Start": "2026-11-23T09:00:00Z"}`, `{"Channel": "VOICE", "Start": "2026-11-23T09:10:00Z"}`, `{"Channel": "VOICE", "Start": "2026-11-23T09:00:00Z", "CONTACTS": 1}`} {
		if status := record("BasicQueue", wrong); status != http.StatusBadRequest {
			t.Errorf("%s: status %d", wrong, status)
		}
	}
	if status := record("BasicQueue", first+","+second); status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	var got []string
	var token *string
	for {
		out := must(ask(func(in *connect.GetMetricDataV2Input) { in.MaxResults, in.NextToken = aws.Int32(1), token }))(t)
		for _, r := range out.MetricResults {
			text := fmt.Sprint(r.Dimensions["CHANNEL"], " ", r.MetricInterval.StartTime.UTC().Format(time.RFC3339))
			for _, v := range r.Collections {
				if v.Value != nil {
					text += fmt.Sprintf(" %s=%v", *v.Metric.Name, *v.Value)
				}
			}
			got = append(got, text)
		}
		if token = out.NextToken; token == nil {
			break
		}
	}
	const want = "VOICE 2026-11-23T09:00:00Z CONTACTS_QUEUED=42 AVG_HANDLE_TIME=240.5|VOICE 2026-11-24T09:30:00Z CONTACTS_QUEUED=7"
	if text := strings.Join(got, "|"); text != want {
		t.Errorf("%s\nwant %s", text, want)
	}
	for what, change := range map[string]func(*connect.GetMetricDataV2Input){
		"3 days":     func(in *connect.GetMetricDataV2Input) { in.EndTime = aws.Time(begin.AddDate(0, 0, 3)) },
		"EndTime":    func(in *connect.GetMetricDataV2Input) { in.EndTime = &begin },
		"THIRTY_MIN": func(in *connect.GetMetricDataV2Input) { in.Interval.IntervalPeriod = types.IntervalPeriodDay },
		"Groupings":  func(in *connect.GetMetricDataV2Input) { in.Groupings = []string{"QUEUE"} },
		"FilterValues": func(in *connect.GetMetricDataV2Input) {
			in.Filters[0].FilterValues = slices.Repeat([]string{queue}, 101)
		},
		"FilterKey": func(in *connect.GetMetricDataV2Input) { in.Filters[0].FilterKey = aws.String("AGENT") },
	} {
		refused(ask(change))(t, invalid, what)
	}
	refused(ask(func(in *connect.GetMetricDataV2Input) {
		in.Filters[0].FilterValues = []string{"11111111-2222-3333-4444-555555555555"}
	}))(t, notFound, "queue")
}

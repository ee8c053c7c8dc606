package amazonconnect_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
)

// TestTraffic reads what was recorded. It leaves out results that say nothing, or that are of
// something that was not asked for.
func TestTraffic(t *testing.T) {
	t.Parallel()
	const metrics = `{"MetricResults": [
		{"Dimensions": {"QUEUE": "1", "CHANNEL": "VOICE"}, "MetricInterval": {"StartTime": 1795942800, "EndTime": 1795944600}, "Collections": [
			{"Metric": {"Name": "CONTACTS_QUEUED_BY_ENQUEUE"}, "Value": 42}, {"Metric": {"Name": "CONTACTS_HANDLED"}, "Value": 40},
			{"Metric": {"Name": "AVG_HANDLE_TIME"}, "Value": 240.5}, {"Metric": {"Name": "AVG_ABANDON_TIME"}}, {"Metric": {"Name": "OTHER"}, "Value": 1}, {}
		]},
		{"Dimensions": {"QUEUE": "1", "CHANNEL": "VOICE"}, "MetricInterval": {"StartTime": 1795944600, "EndTime": 1795946400}, "Collections": []},
		{"Dimensions": {"QUEUE": "2", "CHANNEL": "VOICE"}, "MetricInterval": {"StartTime": 1795942800, "EndTime": 1795944600}, "Collections": [{"Metric": {"Name": "CONTACTS_HANDLED"}, "Value": 1}]},
		{"Dimensions": {"QUEUE": "1", "CHANNEL": "FAX"}, "MetricInterval": {"StartTime": 1795942800, "EndTime": 1795944600}, "Collections": [{"Metric": {"Name": "CONTACTS_HANDLED"}, "Value": 1}]},
		{"Dimensions": {"QUEUE": "1", "CHANNEL": "VOICE"}, "Collections": [{"Metric": {"Name": "CONTACTS_HANDLED"}, "Value": 1}]},
		{}
	]}`
	c, err := amazonconnect.Open(t.Context(), amazonconnect.Options{
		Instance: "11111111-2222-3333-4444-555555555555", Region: "eu-west-2", Endpoint: "http://example.invalid", Rate: -1,
		HTTP:        &http.Client{Transport: canned{"DescribeInstance": described, "ListQueues": `{"QueueSummaryList": [{"Id": "1", "Name": "Sales"}]}`, "GetMetricDataV2": metrics}},
		Credentials: static,
	}.AtOnce())
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Unix(1795942800, 0).UTC()
	got, err := c.Traffic(t.Context(), begin, begin.Add(24*time.Hour))
	want := []providers.Recorded{{Queue: "Sales", Channel: "voice", From: begin, To: begin.Add(30 * time.Minute), Queued: 42, Handled: 40, HandleTime: 240.5}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("Traffic() mismatch (-want +got), %v:\n%s", err, diff)
	}
}

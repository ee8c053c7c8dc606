package sim_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/callwright/callwright/providers/sim"
)

// A new instance has a queue, so two of three are left, and one that is deleted makes
// room again.
func TestObjectQuota(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{Objects: map[string]int{"queue": 3, "user": 1, "routing_profile.queues": 2, "user.proficiencies": 1}})
	first := c.makeQueue("A")
	c.makeQueue("B")
	create := func() (*connect.CreateQueueOutput, error) {
		return c.CreateQueue(ctx, &connect.CreateQueueInput{InstanceId: c.instance, Name: aws.String("C"), HoursOfOperationId: &c.hours})
	}
	refused(create())(t, limitExceeded, "3 objects of the kind queue")
	must(c.DeleteQueue(ctx, &connect.DeleteQueueInput{InstanceId: c.instance, QueueId: first}))(t)
	must(create())(t)

	user := must(c.CreateUser(ctx, c.newUser("ada")))(t).UserId
	refused(c.CreateUser(ctx, c.newUser("bob")))(t, limitExceeded, "1 objects of the kind user")

	profile := c.makeSales()
	rows := []types.RoutingProfileQueueConfig{
		queueRow(c.queue, types.ChannelVoice, 1, 0), queueRow(c.queue, types.ChannelChat, 1, 0), queueRow(c.queue, types.ChannelTask, 1, 0),
	}
	must(c.associate(profile, rows[:2]...))(t)
	refused(c.associate(profile, rows[2]))(t, limitExceeded, "quota is 2")

	must(c.CreatePredefinedAttribute(ctx, &connect.CreatePredefinedAttributeInput{
		InstanceId: c.instance, Name: aws.String("Skill"), Values: &types.PredefinedAttributeValuesMemberStringList{Value: []string{"a", "b"}},
	}))(t)
	skill := func(value string) types.UserProficiency {
		return types.UserProficiency{AttributeName: aws.String("Skill"), AttributeValue: &value, Level: aws.Float32(1)}
	}
	refused(c.associateProficiencies(user, skill("a"), skill("b")))(t, invalid, "quota is 1")
}

// As AWS publishes it, there are 100 queues, one of which is the instance's own.
func TestPublishedObjects(t *testing.T) {
	t.Parallel()
	c := start(t, "", sim.Options{Objects: sim.PublishedObjects()})
	for i := range 99 {
		c.makeQueue(fmt.Sprintf("Q%02d", i))
	}
	_, err := c.CreateQueue(ctx, &connect.CreateQueueInput{InstanceId: c.instance, Name: aws.String("More"), HoursOfOperationId: &c.hours})
	if outcome(err) != "LimitExceededException 429" {
		t.Errorf("CreateQueue: %v", err)
	}
}

func TestParseObjects(t *testing.T) {
	t.Parallel()
	raised := sim.PublishedObjects()
	raised["user"] = 1200
	for _, tt := range []struct {
		rules string
		want  map[string]int
		err   string
	}{
		{rules: "", want: map[string]int{}},
		{rules: "queue=20", want: map[string]int{"queue": 20}},
		{rules: "queue=20 queue=30 user.proficiencies=2", want: map[string]int{"queue": 30, "user.proficiencies": 2}},
		{rules: "aws", want: sim.PublishedObjects()},
		{rules: "aws user=1200", want: raised},
		{rules: "user=1200 aws", want: sim.PublishedObjects()},
		{rules: "queues=20", err: `there is no quota of "queues"; did you mean "queue"?`},
		{rules: "tag=20", err: `there is no quota of "tag"; there are agent_status, hierarchy_group,`},
		{rules: "queue=0", err: "the quota of queue is 0, but must be at least 1"},
		{rules: "queue=many", err: `"queue=many" is neither aws nor of the form KIND=N, such as queue=20`},
		{rules: "all", err: `"all" is neither`},
	} {
		got, err := sim.ParseObjects(strings.Fields(tt.rules))
		if tt.err != "" {
			if err == nil || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%q: error is %v, want %q", tt.rules, err, tt.err)
			}
			continue
		}
		if err != nil || !maps.Equal(got, tt.want) {
			t.Errorf("%q: %v, mismatch (-want +got):\n%s", tt.rules, err, cmp.Diff(tt.want, got))
		}
	}
}

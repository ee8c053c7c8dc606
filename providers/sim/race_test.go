package sim_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

// Of many who create one name at once, one succeeds.
func TestNamesAreUniqueUnderLoad(t *testing.T) {
	t.Parallel()
	for where, path := range map[string]string{"memory": "", "file": filepath.Join(t.TempDir(), "centre.db")} {
		c := start(t, path, sim.Options{})
		var made atomic.Int32
		var wg sync.WaitGroup
		for range 16 {
			wg.Go(func() {
				_, err := c.CreateUser(ctx, c.newUser("ada"))
				_, taken := errors.AsType[*types.DuplicateResourceException](err)
				if err == nil {
					made.Add(1)
				} else if !taken {
					t.Errorf("%s: %v", where, err)
				}
			})
		}
		wg.Wait()
		if made.Load() != 1 {
			t.Errorf("%s: the user was created %d times", where, made.Load())
		}
	}
}

// Readers see every page whole while writers write, and ids do not depend on who
// was first.
func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	c := start(t, filepath.Join(t.TempDir(), "centre.db"), sim.Options{})
	quiet := start(t, "", sim.Options{})
	made := make([]*string, 30)
	var wg sync.WaitGroup
	for i := range made {
		wg.Go(func() {
			made[i] = c.user(fmt.Sprintf("user%d", i))
			must(c.UpdateUserSecurityProfiles(ctx, &connect.UpdateUserSecurityProfilesInput{
				InstanceId: c.instance, UserId: made[i], SecurityProfileIds: []string{c.admin},
			}))(t)
		})
		wg.Go(func() {
			must(c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: c.instance, MaxResults: aws.Int32(3)}))(t)
			must(c.ListQueues(ctx, &connect.ListQueuesInput{InstanceId: c.instance}))(t)
		})
	}
	wg.Wait()
	for i, id := range made {
		if want := quiet.user(fmt.Sprintf("user%d", i)); *id != *want {
			t.Errorf("the id of user%d is %s, and %s when nothing else runs", i, *id, *want)
		}
	}
}

// A queue cannot be deleted while it is associated, whoever is first.
func TestReferencesHoldUnderLoad(t *testing.T) {
	t.Parallel()
	c := start(t, filepath.Join(t.TempDir(), "centre.db"), sim.Options{})
	profile := c.makeSales()
	for i := range 10 {
		queue := c.makeQueue(fmt.Sprintf("Q%d", i))
		var wg sync.WaitGroup
		var associated, deleted error
		wg.Go(func() { _, associated = c.associate(profile, queueRow(*queue, types.ChannelVoice, 1, 0)) })
		wg.Go(func() {
			_, deleted = c.DeleteQueue(ctx, &connect.DeleteQueueInput{InstanceId: c.instance, QueueId: queue})
		})
		wg.Wait()
		if (associated == nil) == (deleted == nil) {
			t.Errorf("association: %v, deletion: %v", associated, deleted)
		}
	}
	c.table(profile)
}

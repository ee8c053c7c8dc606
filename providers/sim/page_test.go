package sim_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/callwright/callwright/providers/sim"
)

// A pager reads one page of a listing: what it has, and the next token.
type pager func(c *client, size *int32, token *string) (ids []string, next *string, err error)

func ids[T any](of []T, id func(T) *string) (ids []string) {
	for _, v := range of {
		ids = append(ids, *id(v))
	}
	return ids
}

// pagers are listings of the kinds that listed makes some of.
var pagers = map[string]pager{
	"ListUsers": func(c *client, size *int32, token *string) ([]string, *string, error) {
		out, err := c.ListUsers(ctx, &connect.ListUsersInput{InstanceId: c.instance, MaxResults: size, NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return ids(out.UserSummaryList, func(u types.UserSummary) *string { return u.Id }), out.NextToken, nil
	},
	"SearchUsers": func(c *client, size *int32, token *string) ([]string, *string, error) {
		out, err := c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: c.instance, MaxResults: size, NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		if *out.ApproximateTotalCount != listed {
			c.Errorf("ApproximateTotalCount is %d, want %d", *out.ApproximateTotalCount, listed)
		}
		return ids(out.Users, func(u types.UserSearchSummary) *string { return u.Id }), out.NextToken, nil
	},
	"ListQueues": func(c *client, size *int32, token *string) ([]string, *string, error) {
		out, err := c.ListQueues(ctx, &connect.ListQueuesInput{
			InstanceId: c.instance, MaxResults: size, NextToken: token, QueueTypes: []types.QueueType{types.QueueTypeAgent},
		})
		if err != nil {
			return nil, nil, err
		}
		return ids(out.QueueSummaryList, func(q types.QueueSummary) *string { return q.Id }), out.NextToken, nil
	},
	"ListSecurityProfilePermissions": func(c *client, size *int32, token *string) ([]string, *string, error) {
		out, err := c.ListSecurityProfilePermissions(ctx, &connect.ListSecurityProfilePermissionsInput{
			InstanceId: c.instance, SecurityProfileId: aws.String(c.idsOfSecurityProfiles()["Wide"]), MaxResults: size, NextToken: token,
		})
		if err != nil {
			return nil, nil, err
		}
		return out.Permissions, out.NextToken, nil
	},
}

const listed = 105

// populated is an instance with as many users, and permissions in one profile,
// as are listed.
func populated(t *testing.T) *client {
	c := start(t, "", sim.Options{})
	wide := &connect.CreateSecurityProfileInput{InstanceId: c.instance, SecurityProfileName: aws.String("Wide")}
	for i := range listed {
		c.user(fmt.Sprintf("user%d", i))
		wide.Permissions = append(wide.Permissions, fmt.Sprintf("Permission%d", i))
	}
	must(c.CreateSecurityProfile(ctx, wide))(t)
	return c
}

func TestPages(t *testing.T) {
	t.Parallel()
	c := populated(t)
	for name, read := range pagers {
		whole, next, err := read(c, aws.Int32(listed), nil)
		if err != nil || next != nil || len(whole) != listed {
			t.Fatalf("%s: a page of the exact size has %d entries, next %v, error %v", name, len(whole), next, err)
		}
		first, next, err := read(c, nil, nil)
		if err != nil || next == nil || len(first) != 100 {
			t.Errorf("%s: a page without a size has %d entries, next %v, error %v", name, len(first), next, err)
		}
		for _, size := range []int32{1, 7, 35, 104} {
			var all []string
			for token, more := (*string)(nil), true; more; more = token != nil {
				var page []string
				if page, token, err = read(c, &size, token); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				all = append(all, page...)
			}
			if !slices.Equal(all, whole) {
				t.Errorf("%s: pages of %d differ from the whole", name, size)
			}
		}
		_, _, err = read(c, aws.Int32(0), nil)
		refused(0, err)(t, invalid, "MaxResults")
		_, _, err = read(c, aws.Int32(1001), nil)
		refused(0, err)(t, invalid, "MaxResults")
	}
}

// A page goes on where the one before ended, whatever is created and deleted
// between the two.
func TestPagesAreStable(t *testing.T) {
	t.Parallel()
	c := populated(t)
	read := pagers["ListUsers"]
	before, _, err := read(c, aws.Int32(listed), nil)
	if err != nil {
		t.Fatal(err)
	}
	first, next, err := read(c, aws.Int32(50), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		c.user(fmt.Sprintf("late%d", i))
	}
	must(c.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: c.instance, UserId: &before[10]}))(t)
	must(c.DeleteUser(ctx, &connect.DeleteUserInput{InstanceId: c.instance, UserId: &before[49]}))(t)
	rest, _, err := read(c, aws.Int32(1000), next)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, id := range append(first, rest...) {
		seen[id]++
	}
	for _, id := range before {
		if seen[id] != 1 {
			t.Errorf("the user %s is listed %d times", id, seen[id])
		}
	}
}

// A token is good for the request that it was given for, and for nothing else.
func TestTokens(t *testing.T) {
	t.Parallel()
	c := populated(t)
	_, next, err := pagers["ListUsers"](c, aws.Int32(10), nil)
	if err != nil {
		t.Fatal(err)
	}
	other := aws.String("B" + (*next)[1:])
	for name, read := range pagers {
		for _, token := range []*string{aws.String("x"), aws.String("not base64!"), other, aws.String(*next + "AA")} {
			_, _, err := read(c, aws.Int32(10), token)
			refused(0, err)(t, badRequest, "NextToken")
		}
		if name != "ListUsers" {
			_, _, err := read(c, aws.Int32(10), next)
			refused(0, err)(t, badRequest, "another request")
		}
	}
	search := func(value string, token *string) (*connect.SearchUsersOutput, error) {
		criteria := compare("Username", value, types.StringComparisonTypeStartsWith)
		return c.SearchUsers(ctx, &connect.SearchUsersInput{InstanceId: c.instance, MaxResults: aws.Int32(5), NextToken: token, SearchCriteria: &criteria})
	}
	first := must(search("user1", nil))(t)
	must(search("user1", first.NextToken))(t)
	refused(search("user2", first.NextToken))(t, badRequest, "another request")
}

package sim_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/callwright/callwright/providers/sim"
)

// BenchmarkCreateUser creates users in a file, one request after the other.
func BenchmarkCreateUser(b *testing.B) {
	c := start(b, filepath.Join(b.TempDir(), "centre.db"), sim.Options{})
	b.ReportAllocs()
	for i := range b.N {
		c.user(fmt.Sprintf("user%07d", i))
	}
}

// BenchmarkSearchUsers reads all of 10,000 users, 500 a page.
func BenchmarkSearchUsers(b *testing.B) {
	const many = 10_000
	c := start(b, filepath.Join(b.TempDir(), "centre.db"), sim.Options{})
	for i := range many {
		c.user(fmt.Sprintf("user%07d", i))
	}
	b.ReportAllocs()
	for b.Loop() {
		pages := connect.NewSearchUsersPaginator(c.Client, &connect.SearchUsersInput{
			InstanceId: c.instance, MaxResults: aws.Int32(500),
		})
		n := 0
		for pages.HasMorePages() {
			page, err := pages.NextPage(context.Background())
			if err != nil {
				b.Fatal(err)
			}
			n += len(page.Users)
		}
		if n != many {
			b.Fatalf("read %d users, want %d", n, many)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*many), "µs/user")
}

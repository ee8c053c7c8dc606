package fleet

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseShard(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, env, want string }{
		{"1/1", "", "1/1"},
		{"2/4", "JOB_COMPLETION_INDEX=0", "2/4"},
		{"4/4", "", "4/4"},
		{"/4", "JOB_COMPLETION_INDEX=0", "1/4"},
		{"/4", "JOB_COMPLETION_INDEX=3", "4/4"},
		{"/4", "JOB_COMPLETION_INDEX=4", `JOB_COMPLETION_INDEX is "4", but must be a number from 0 to 3 for 4 shards`},
		{"/4", "JOB_COMPLETION_INDEX=-1", `JOB_COMPLETION_INDEX is "-1", but must be a number from 0 to 3 for 4 shards`},
		{"/4", "JOB_COMPLETION_INDEX=one", `JOB_COMPLETION_INDEX is "one", but must be a number from 0 to 3 for 4 shards`},
		{"/4", "CI_NODE_INDEX=1 CI_NODE_TOTAL=4", "1/4"},
		{"/4", "CI_NODE_INDEX=4 CI_NODE_TOTAL=4", "4/4"},
		{"/4", "CI_NODE_INDEX=0 CI_NODE_TOTAL=4", `CI_NODE_INDEX is "0", but must be a number from 1 to 4 for 4 shards`},
		{"/4", "CI_NODE_INDEX=5 CI_NODE_TOTAL=4", `CI_NODE_INDEX is "5", but must be a number from 1 to 4 for 4 shards`},
		{"/4", "CI_NODE_INDEX=1 CI_NODE_TOTAL=5", `CI_NODE_TOTAL is "5", but must be 4, the number of shards`},
		{"/4", "CI_NODE_INDEX=1", `CI_NODE_TOTAL is "", but must be 4, the number of shards`},
		{"/4", "AWS_BATCH_JOB_ARRAY_INDEX=0", "1/4"},
		{"/4", "AWS_BATCH_JOB_ARRAY_INDEX=3", "4/4"},
		{"/4", "AWS_BATCH_JOB_ARRAY_INDEX=4", `AWS_BATCH_JOB_ARRAY_INDEX is "4", but must be a number from 0 to 3 for 4 shards`},
		{"/4", "", "nothing says which shard this is: write I/N, or set JOB_COMPLETION_INDEX, CI_NODE_INDEX or AWS_BATCH_JOB_ARRAY_INDEX"},
		{"/4", "JOB_COMPLETION_INDEX=", "nothing says which shard this is: write I/N, or set JOB_COMPLETION_INDEX, CI_NODE_INDEX or AWS_BATCH_JOB_ARRAY_INDEX"},
		{"0/4", "", `it is "0/4", but the shards are 1/4 to 4/4`},
		{"5/4", "", `it is "5/4", but the shards are 1/4 to 4/4`},
		{"x/4", "", `it is "x/4", but the shards are 1/4 to 4/4`},
		{"1/0", "", `it is "1/0", but must be I/N, such as 2/4, or /N`},
		{"4", "", `it is "4", but must be I/N, such as 2/4, or /N`},
		{"1/100001", "", `it is "1/100001", but must be I/N, such as 2/4, or /N`},
		{"1/", "", `it is "1/", but must be I/N, such as 2/4, or /N`},
	} {
		got, err := ParseShard(tt.text, func(name string) (string, bool) {
			for pair := range strings.FieldsSeq(tt.env) {
				if n, value, _ := strings.Cut(pair, "="); n == name {
					return value, true
				}
			}
			return "", false
		})
		said := got.String()
		if err != nil {
			said = err.Error()
		}
		if said != tt.want {
			t.Errorf("%s with %q: %s, want %s", tt.text, tt.env, said, tt.want)
		}
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		budgets string
		shards  int
		want    string
	}{
		{"", 2, "[] []"},
		{"a a a", 2, "[0 1 2] []"},
		{"a b c", 1, "[0 1 2]"},
		{"a b b c", 2, "[1 2] [0 3]"},
		{"a b c d e", 2, "[0 2 4] [1 3]"},
		{"a b a b a b c", 3, "[0 2 4] [1 3 5] [6]"},
		{"b a", 3, "[1] [0] []"},
	} {
		var got []string
		for i := range tt.shards {
			got = append(got, fmt.Sprint(Shard{i + 1, tt.shards}.Cut(strings.Fields(tt.budgets))))
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q in %d mismatch (-want +got):\n%s", tt.budgets, tt.shards, diff)
		}
	}
}

// TestCutLaws cuts random environments: each is in one shard, no budget is in two, and no shard
// has more than a fair share and one budget more.
func TestCutLaws(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		budgets := make([]string, r.IntN(60))
		size := map[string]int{}
		for i := range budgets {
			budgets[i] = fmt.Sprint(r.IntN(12))
			size[budgets[i]]++
		}
		largest := 0
		for _, n := range size {
			largest = max(largest, n)
		}
		of := 1 + r.IntN(8)
		var all []int
		home := map[string]int{}
		for s := 1; s <= of; s++ {
			mine := Shard{s, of}.Cut(budgets)
			if len(mine) > len(budgets)/of+largest {
				t.Errorf("seed %d: shard %d of %d has %d of %d environments", seed, s, of, len(mine), len(budgets))
			}
			for _, i := range mine {
				if other, ok := home[budgets[i]]; ok && other != s {
					t.Errorf("seed %d: budget %s is in shards %d and %d", seed, budgets[i], other, s)
				}
				home[budgets[i]] = s
			}
			all = append(all, mine...)
		}
		slices.Sort(all)
		for i, got := range all {
			if i != got {
				t.Fatalf("seed %d: the shards have %v", seed, all)
			}
		}
		if len(all) != len(budgets) {
			t.Errorf("seed %d: the shards have %d of %d environments", seed, len(all), len(budgets))
		}
	}
}

func TestOrder(t *testing.T) {
	t.Parallel()
	for budgets, want := range map[string]string{
		"":            "[]",
		"a a a b b c": "[0 3 5 1 4 2]",
		"a b a b":     "[0 1 2 3]",
		"a":           "[0]",
	} {
		if got := fmt.Sprint(Order(strings.Fields(budgets))); got != want {
			t.Errorf("%q: %s, want %s", budgets, got, want)
		}
	}
}

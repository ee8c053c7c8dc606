package amazonconnect

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
)

// A threePager has three pages. The last one may fail.
type threePager struct {
	failed error
	made   int // calls
}

func (p *threePager) HasMorePages() bool { return p.made < 3 }

func (p *threePager) NextPage(ctx context.Context, _ ...func(*connect.Options)) (*connect.ListUsersOutput, error) {
	p.made++
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case p.made < 3:
		return &connect.ListUsersOutput{NextToken: aws.String(strconv.Itoa(p.made))}, nil
	}
	return &connect.ListUsersOutput{}, p.failed
}

// TestPagesAreFetchedAhead checks that the next page is fetched while one is decoded, and that
// the one after that is not.
func TestPagesAreFetchedAhead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p, decoded := &threePager{}, 0
		err := pages(t.Context(), p, func(*connect.ListUsersOutput) error {
			decoded++
			synctest.Wait()
			if p.made != min(decoded+1, 3) {
				t.Errorf("while page %d is decoded, %d pages were fetched", decoded, p.made)
			}
			return nil
		})
		if err != nil || decoded != 3 {
			t.Errorf("pages() = %v, after %d pages", err, decoded)
		}
	})
}

// TestPagesEnd checks which error ends the pages. If a page cannot be decoded, the next one is
// broken off, and its error does not count.
func TestPagesEnd(t *testing.T) {
	t.Parallel()
	undecodable, unreadable := errors.New("undecodable"), errors.New("unreadable")
	for _, test := range []struct {
		name    string
		failed  error // of the third page
		wrong   int   // the page that cannot be decoded
		want    error
		decoded int
	}{
		{"all", nil, 0, nil, 3},
		{"a page that cannot be read", unreadable, 0, unreadable, 2},
		{"a page that cannot be decoded", nil, 1, undecodable, 1},
		{"a page that cannot be decoded before one that cannot be read", unreadable, 2, undecodable, 2},
		{"the last page cannot be decoded", nil, 3, undecodable, 3},
	} {
		p, decoded := &threePager{failed: test.failed}, 0
		err := pages(t.Context(), p, func(*connect.ListUsersOutput) error {
			if decoded++; decoded == test.wrong {
				return undecodable
			}
			return nil
		})
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) || decoded != test.decoded {
			t.Errorf("%s: pages() = %v, after %d pages", test.name, err, decoded)
		}
	}
}

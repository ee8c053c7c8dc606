package amazonconnect_test

import (
	"fmt"
	"net/http"
	"path"
	"strings"
	"sync/atomic"
	"testing"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"

	"github.com/callwright/callwright/providers"
	"github.com/callwright/callwright/providers/amazonconnect"
	"github.com/callwright/callwright/schema"
)

// A worktime is a service with four users, who have 7 seconds of after-contact work on
// their phones and some other time for chats, or for agent-first callbacks.
type worktime struct {
	search, describe string // the other time, as SearchUsers and DescribeUser answer it
	callbacks        bool
	described        atomic.Int32
}

// user returns a user as the service answers it.
func (s *worktime) user(id, phone, other string) string {
	entries := `{"Channel": "VOICE", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 0}},
		{"Channel": "CHAT", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": %[3]s}}`
	if s.callbacks {
		entries = `{"Channel": "VOICE", "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 0}, "AgentFirstCallbackAfterContactWorkConfig": {"AfterContactWorkTimeLimit": %[3]s}}`
	}
	return fmt.Sprintf(`{"Id": "%[1]s", "Username": "%[1]s", "PhoneConfig": {"AfterContactWorkTimeLimit": %[2]s}, "AfterContactWorkConfigs": [`+entries+`]}`, id, phone, other)
}

func (s *worktime) RoundTrip(r *http.Request) (*http.Response, error) {
	switch awsmiddleware.GetOperationName(r.Context()) {
	case "DescribeUser":
		s.described.Add(1)
		return respond(r, 200, "", `{"User": `+s.user(path.Base(r.URL.Path), "7", s.describe)+`}`), nil
	case "ListUsers":
		return respond(r, 200, "", `{"UserSummaryList": [{"Id": "1", "Username": "1"}, {"Id": "2", "Username": "2"}, {"Id": "3", "Username": "3"}, {"Id": "4", "Username": "4"}]}`), nil
	case "SearchUsers":
		var users []string
		for _, id := range []string{"1", "2", "3", "4"} {
			users = append(users, s.user(id, "7000", s.search))
		}
		return respond(r, 200, "", `{"Users": [`+strings.Join(users, ",")+`]}`), nil
	}
	return canned{"DescribeInstance": described}.RoundTrip(r)
}

// TestUnitOfAfterContactWork reads users from services whose searches answer the times of
// channels in milliseconds or in seconds. The times are right under both, and the client
// describes one user at most to find out. If that does not tell, it describes the users for
// whom somebody needs the times.
func TestUnitOfAfterContactWork(t *testing.T) {
	t.Parallel()
	t.Run("chats", func(t *testing.T) {
		t.Parallel()
		testUnit(t, false, schema.MustKind("user").Set("channels.chat.after_contact_work"))
	})
	t.Run("agent-first callbacks", func(t *testing.T) {
		t.Parallel()
		testUnit(t, true, schema.MustKind("user").Set("channels.voice.callback_after_contact_work"))
	})
}

func testUnit(t *testing.T, callbacks bool, time schema.AttrSet) {
	for _, test := range []struct {
		name             string
		search, describe string
		first, then      int32 // users that are described by a first query, and by one that needs the times
		want             int
	}{
		{"milliseconds", "60000", "60", 1, 0, 60},
		{"seconds", "60", "60", 0, 0, 60},
		{"seconds that could be milliseconds", "60000", "60000", 1, 0, 60000},
		{"milliseconds of a long time", "60000000", "60000", 1, 0, 60000},
		{"no time", "0", "0", 0, 0, 0},
		{"changed since the search", "60000", "75", 3, 4, 75},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := &worktime{search: test.search, describe: test.describe, callbacks: callbacks}
			c, err := amazonconnect.Open(t.Context(), amazonconnect.Options{
				Instance: "11111111-2222-3333-4444-555555555555", Region: "eu-west-2", Endpoint: "http://example.invalid", Rate: -1,
				HTTP: &http.Client{Transport: s}, Credentials: static,
			}.AtOnce())
			if err != nil {
				t.Fatal(err)
			}
			for i, need := range []schema.AttrSet{0, time} {
				s.described.Store(0)
				all, err := collect(c, providers.Query{Kind: schema.MustKind("user"), Need: func(*schema.Resource) schema.AttrSet { return need }})
				if err != nil || len(all) != 4 {
					t.Fatalf("List() = %v, %v", all, err)
				}
				for _, r := range all {
					u := r.Body.(*schema.User)
					is := u.Channels.Chat.AfterContactWork
					if callbacks {
						is = u.Channels.Voice.CallbackAfterContactWork
					}
					switch known := r.Given.And(time) != 0; {
					case u.Phone.AfterContactWork != 7, known && is != test.want:
						t.Errorf("read %+v, want %d s and 7 s for the phone", u, test.want)
					case !known && need != 0:
						t.Errorf("the time of user %s is not known", r.Key)
					}
				}
				if want := []int32{test.first, test.then}[i]; s.described.Load() != want {
					t.Errorf("query %d describes %d users, want %d", i, s.described.Load(), want)
				}
			}
		})
	}
}

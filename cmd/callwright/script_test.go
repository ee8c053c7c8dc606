package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/callwright/callwright/cmd/internal/forge/forgetest"
	"github.com/callwright/callwright/plan/document"
)

var update = flag.Bool("update", false, "rewrite the files that scripts compare with")

// TestMain lets the test binary act as callwright, for tests that run processes and for
// scripts.
func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	// These tests have small heaps, and would collect them all the time. Tests that measure
	// memory run processes that end above.
	debug.SetGCPercent(400)
	testscript.Main(m, map[string]func(){"callwright": main})
}

// TestScripts runs the scripts in testdata/script. Each tells a story with the command line
// from end to end, against the embedded instance or a simulator in another process.
func TestScripts(t *testing.T) {
	t.Parallel()
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(e *testscript.Env) error {
			port, err := freePort()
			e.Values[forgeServer{}] = forgetest.New(7, 8)
			e.Setenv("EXAMPLES", examples)
			e.Setenv("PORT", port)
			e.Setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
			e.Setenv("AWS_SECRET_ACCESS_KEY", "example")
			e.Setenv("AWS_EC2_METADATA_DISABLED", "true")
			e.Setenv("CALLWRIGHT_RATE", "*=1000/s") // the simulator has no quotas unless a script says so
			e.Setenv("SOURCE_DATE_EPOCH", "1700000000")
			e.Setenv("GOGC", "400") // as in TestMain
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"copytree":     copyTree,
			"repeat":       repeat,
			"replace":      replaceIn,
			"waitport":     waitPort,
			"misdirected":  misdirected,
			"newer":        newer,
			"withoutline":  withoutLine,
			"ssouser":      ssoUser,
			"lastrun":      lastRun,
			"console":      console,
			"synchronise":  synchronise,
			"exits":        exits,
			"waitfor":      waitFor,
			"calls":        calls,
			"firstlines":   firstLines,
			"validplan":    validFile(validPlan),
			"validresults": validFile(validResults),
			"nowhere":      nowhere,
			"digestof":     digestOf,
			"addoverrides": addOverrides,
			"overrides":    listOverrides,
			"forge":        startForge,
			"someone":      someone,
			"comments":     comments,
			"issues":       issues,
		},
	})
}

// freePort returns a port on which nobody is listening.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

// copyTree copies a folder: copytree FROM TO.
func copyTree(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: copytree FROM TO")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

// repeat writes a text COUNT times into a file, with 1, 2, 3 … in place of %d: repeat FILE
// COUNT TEXT.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: repeat FILE COUNT TEXT")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer(`\n`, "\n", "%d", strconv.Itoa(i+1)).Replace(args[2]))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

// replaceIn replaces a text that occurs exactly once in a file: replace FILE OLD NEW.
func replaceIn(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	unescape := strings.NewReplacer(`\n`, "\n").Replace
	text := ts.ReadFile(args[0])
	if n := strings.Count(text, unescape(args[1])); n != 1 {
		ts.Fatalf("%s has %d places of %q", args[0], n, args[1])
	}
	text = strings.Replace(text, unescape(args[1]), unescape(args[2]), 1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// waitPort waits until somebody listens on a port: waitport PORT.
func waitPort(ts *testscript.TestScript, _ bool, args []string) {
	deadline := time.Now().Add(30 * time.Second)
	for time.Now().Before(deadline) {
		c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%s", args[0]))
		if err == nil {
			ts.Check(c.Close())
			return
		}
	}
	ts.Fatalf("nobody listens on port %s", args[0])
}

// ssoUser creates a user as single sign-on does at the first sign-in, with all attributes
// set: ssouser PORT USERNAME.
func ssoUser(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	c := connect.New(connect.Options{
		Region: "eu-west-2", BaseEndpoint: aws.String("http://127.0.0.1:" + args[0]),
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "example"}, nil
		}),
	})
	instances, err := c.ListInstances(ctx, &connect.ListInstancesInput{})
	ts.Check(err)
	instance := instances.InstanceSummaryList[0].Id
	profiles, err := c.ListSecurityProfiles(ctx, &connect.ListSecurityProfilesInput{InstanceId: instance})
	ts.Check(err)
	routing, err := c.ListRoutingProfiles(ctx, &connect.ListRoutingProfilesInput{InstanceId: instance})
	ts.Check(err)
	_, err = c.CreateUser(ctx, &connect.CreateUserInput{
		InstanceId: instance, Username: aws.String(args[1]),
		IdentityInfo:       &types.UserIdentityInfo{FirstName: aws.String("Lee"), LastName: aws.String("Young"), Email: aws.String("lee@example.com")},
		PhoneConfig:        &types.UserPhoneConfig{PhoneType: types.PhoneTypeDeskPhone, DeskPhoneNumber: aws.String("+442079460123"), AfterContactWorkTimeLimit: 30},
		RoutingProfileId:   routing.RoutingProfileSummaryList[0].Id,
		SecurityProfileIds: []string{aws.ToString(profiles.SecurityProfileSummaryList[0].Id)},
		Tags:               map[string]string{"team": "a"},
	})
	ts.Check(err)
}

// lastRun sets a variable to the journal's folder of the latest run: lastrun VARIABLE.
func lastRun(ts *testscript.TestScript, _ bool, args []string) {
	runs, err := filepath.Glob(ts.MkAbs(".callwright/runs/*"))
	ts.Check(err)
	if len(runs) == 0 {
		ts.Fatalf("there are no runs")
	}
	ts.Setenv(args[0], slices.Max(runs)) // their names sort by time
}

// console changes an object as somebody in the console would, without callwright knowing:
// console PORT METHOD KIND/NAME [BODY].
func console(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 3 {
		ts.Fatalf("usage: console PORT METHOD KIND/NAME [BODY]")
	}
	where := "http://127.0.0.1:" + args[0] + "/_callwright/" + strings.ReplaceAll(args[2], " ", "%20")
	r, err := http.NewRequestWithContext(context.Background(), args[1], where, strings.NewReader(strings.Join(args[3:], " ")))
	ts.Check(err)
	answer, err := http.DefaultClient.Do(r)
	ts.Check(err)
	defer answer.Body.Close()
	if answer.StatusCode >= 300 {
		text, _ := io.ReadAll(answer.Body)
		ts.Fatalf("%s: %s", answer.Status, text)
	}
}

// calls writes to a file how often each operation was called since the last time that
// calls was used, one operation a line: calls PORT FILE.
func calls(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: calls PORT FILE")
	}
	var all []struct{ Operation string }
	for _, method := range []string{http.MethodGet, http.MethodDelete} {
		r, err := http.NewRequestWithContext(context.Background(), method, "http://127.0.0.1:"+args[0]+"/_callwright/calls", http.NoBody)
		ts.Check(err)
		answer, err := http.DefaultClient.Do(r)
		ts.Check(err)
		if method == http.MethodGet {
			ts.Check(json.NewDecoder(answer.Body).Decode(&all))
		}
		ts.Check(answer.Body.Close())
	}
	count := map[string]int{}
	for _, c := range all {
		count[c.Operation]++
	}
	var text strings.Builder
	for _, operation := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(&text, "%s %d\n", operation, count[operation])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text.String()), 0o600))
}

// firstLines copies the first lines of a file, with an ellipsis in place of each digest, so
// that a script can compare them: firstlines FILE N TO.
func firstLines(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: firstlines FILE N TO")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	lines := strings.SplitAfter(ts.ReadFile(args[0]), "\n")
	text := regexp.MustCompile(`[0-9a-f]{64}`).ReplaceAllString(strings.Join(lines[:min(n, len(lines))], ""), "…")
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text), 0o644))
}

// nowhere checks that a text, a secret for example, is in no file of the working folder
// except the given ones: nowhere TEXT [FILE…]. It cannot be negated.
func nowhere(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: nowhere TEXT [FILE…]")
	}
	files := 0
	ts.Check(filepath.WalkDir(ts.MkAbs("."), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		for _, name := range args[1:] {
			if path == ts.MkAbs(name) {
				return nil
			}
		}
		files++
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), args[0]) {
			ts.Fatalf("%s holds %q", path, args[0])
		}
		return err
	}))
	if files == 0 {
		ts.Fatalf("there was no file to look at")
	}
}

// waitFor waits until a file contains a text: waitfor FILE TEXT.
func waitFor(ts *testscript.TestScript, _ bool, args []string) {
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if text, err := os.ReadFile(ts.MkAbs(args[0])); err == nil && strings.Contains(string(text), args[1]) {
			return
		}
	}
	ts.Fatalf("%s never held %q", args[0], args[1])
}

// digestOf sets a variable to the digest of a saved plan, or of the plans of several
// environments: digestof VARIABLE FILE.
func digestOf(ts *testscript.TestScript, _ bool, args []string) {
	if text := []byte(ts.ReadFile(args[1])); document.IsJoined(text) {
		all, err := document.ParseJoined(text)
		ts.Check(err)
		ts.Setenv(args[0], all.Digest)
		return
	}
	doc, err := document.Parse([]byte(ts.ReadFile(args[1])))
	ts.Check(err)
	ts.Setenv(args[0], doc.Digest)
}

// synchronise makes ConnectPath read the users of the instance, as somebody can do on its
// screen: synchronise PORT.
func synchronise(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: synchronise PORT")
	}
	base := "http://127.0.0.1:" + args[0]
	request := func(method, path string) (status, location string) {
		r, err := http.NewRequestWithContext(context.Background(), method, base+path, http.NoBody)
		ts.Check(err)
		r.Header.Set("Authorization", "Bearer example")
		answer, err := http.DefaultClient.Do(r)
		ts.Check(err)
		defer answer.Body.Close()
		var operation struct{ Status string }
		ts.Check(json.NewDecoder(answer.Body).Decode(&operation))
		return operation.Status, answer.Header.Get("Location")
	}
	status, location := request(http.MethodPost, "/connectpath/v1/users:synchronise")
	for status == "running" {
		status, _ = request(http.MethodGet, location)
	}
	if status != "succeeded" {
		ts.Fatalf("the synchronisation is %q", status)
	}
}

// exits runs a command that must end with an exit code: exits CODE COMMAND [ARG...].
func exits(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	var code *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); !errors.As(err, &code) || fmt.Sprint(code.ExitCode()) != args[0] {
		ts.Fatalf("%s ended with %v, want exit code %s", args[1], err, args[0])
	}
}

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// newBrowser starts a real browser, and skips the test if none is installed.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		t.Skip("no browser here (chromium, chromium-browser, google-chrome): the page is not opened in one")
	}
	profile, err := os.MkdirTemp("", "callwright-browser")
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.UserDataDir(profile), chromedp.DisableGPU, chromedp.WSURLReadTimeout(2*time.Minute),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true),
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		closeBrowser()
		stop()
		// The browser's processes may go on writing for a moment, so a folder of
		// t.TempDir could not be removed. What they leave is in the system's own folder
		// for temporary files.
		_ = os.RemoveAll(profile)
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// A tab is one page in the browser, with a list of everything that the page did and should
// not do.
type tab struct {
	*testing.T
	ctx context.Context

	mu         sync.Mutex
	violations []string
}

// open takes the given steps in a new tab, and then opens a file in it.
func open(t *testing.T, browser context.Context, file string, before ...chromedp.Action[chromedp.Void]) *tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(browser)
	t.Cleanup(closeTab)
	if err := chromedp.Do(ctx); err != nil { // the first step may not have a deadline
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	path, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	address := "file://" + path
	b := &tab{T: t, ctx: ctx}
	if err := chromedp.Listen(ctx, func(event any) { b.watch(event, address, cancel) }); err != nil {
		t.Fatal(err)
	}
	for _, step := range append(before, chromedp.Navigate(address)) {
		if err := chromedp.Do(ctx, step); err != nil {
			t.Fatalf("%s: %v %v", file, err, b.violations)
		}
	}
	return b
}

// watch records an event that a page of ours must not cause: a request to any other
// address, a dialog, an error of a script, or a violation of its content security policy.
func (b *tab) watch(event any, address string, cancel func()) {
	violation := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Request.URL != address && e.Request.URL != "data:," {
			violation = "it asks for " + e.Request.URL
		}
	case *page.EventJavascriptDialogOpening:
		violation = "it opens a dialog: " + e.Message
		cancel() // nobody will answer
	case *runtime.EventExceptionThrown:
		violation = "an error: " + e.ExceptionDetails.Text
	case *log.EventEntryAdded:
		violation = fmt.Sprintf("the browser says: %s", e.Entry.Text)
	}
	if violation != "" {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.violations = append(b.violations, violation)
	}
}

// checkViolations fails the test if the page did anything that it must not do.
func (b *tab) checkViolations() {
	b.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.violations) > 0 {
		b.Errorf("the page: %s", strings.Join(b.violations, "; "))
	}
}

// eval evaluates a JavaScript expression in the page, and fails the test if it throws.
func eval[T any](b *tab, expression string) T {
	b.Helper()
	answer, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return answer
}

// do takes steps in the page, such as a click.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	for _, step := range steps {
		if err := chromedp.Do(b.ctx, step); err != nil {
			b.Fatal(err)
		}
	}
}

// disableScripts returns a step after which no script of the page runs.
func disableScripts() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
}

// media returns a step that shows the page as on a screen or on paper, light or dark.
func media(kind, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: kind, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

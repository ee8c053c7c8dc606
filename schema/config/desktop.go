package config

import (
	"regexp"
	"slices"
	"strings"

	"github.com/callwright/callwright/schema"
	"github.com/callwright/callwright/schema/diag"
)

// desktopDrivers are the ways to speak to ConnectPath, the first one unless another
// is written.
var desktopDrivers = []string{"gateway", "external"}

var desktopForm = regexp.MustCompile(onThisMachine + `(/[A-Za-z0-9._~/-]*)?$`)

// DesktopAllowed reports whether a file may name the endpoint of ConnectPath: one on
// this machine, or none. A token goes there, so a stranger's file must not choose
// another.
func DesktopAllowed(endpoint string) bool { return endpoint == "" || desktopForm.MatchString(endpoint) }

// readDesktop reads the provider block of ConnectPath.
func (l *loader) readDesktop() {
	b := l.desktop
	if b == nil {
		return
	}
	l.known(b, []string{"driver", "endpoint"})
	l.noBlocks(b)
	d := &Desktop{Desktop: schema.Desktop{Driver: desktopDrivers[0]}, Range: b.DefRange()}
	l.config.Desktop = d
	f := &fields{l, b, l.scope(false), true}
	if s, at, ok := f.text("driver"); ok {
		d.Driver = s
		if !slices.Contains(desktopDrivers, s) {
			l.report(diag.UnknownDriver.In(at, "\"driver\" is %q, but must be \"gateway\" or \"external\".%s", s, schema.Suggest(s, desktopDrivers)))
		}
	}
	s, at, ok := f.text("endpoint")
	switch {
	case !ok || s == "":
	case !DesktopAllowed(s):
		l.report(diag.EndpointNotAllowed.In(at, "An endpoint of ConnectPath in a configuration is on this machine: \"http://127.0.0.1:4510/connectpath\". Any other is set with CALLWRIGHT_CONNECTPATH_ENDPOINT: the token goes there."))
	case l.config.Provider.Type == "local":
		l.report(diag.EndpointOfEmbeddedInstance.In(at, "The embedded contact centre has its own ConnectPath. Drop the endpoint, or name a provider \"amazonconnect\", too."))
	default:
		d.Endpoint = strings.TrimSuffix(s, "/")
	}
}

// checkHomes reports objects whose provider the configuration does not name. The
// embedded instance needs no block.
func (l *loader) checkHomes() {
	if l.config.Desktop != nil {
		return
	}
	for _, r := range l.config.Want.All() {
		switch {
		case r.Kind.Home == "":
		case l.config.Provider.Type == "local":
			l.config.Desktop = &Desktop{Desktop: schema.Desktop{Driver: desktopDrivers[0]}}
			return
		default:
			at := r.Source.Range
			l.report(diag.MissingProvider.In(at, "A %s is ConnectPath's, and nothing says how that is reached: write provider %q { driver = %q }.", r.Kind.Name, r.Kind.Home, desktopDrivers[0]))
			return
		}
	}
}

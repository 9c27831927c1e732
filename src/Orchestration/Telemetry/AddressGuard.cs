using System.Diagnostics;
using OpenTelemetry;

namespace ServerlessTraining.Orchestration.Telemetry;

/// <summary>Keys may stand in the query of an address (`?code=`): it leaves no process.</summary>
internal sealed class AddressGuard : BaseProcessor<Activity>
{
    private static readonly string[] Queries = ["url.query", "url.full", "http.url", "http.target"];

    public override void OnEnd(Activity data)
    {
        foreach (string tag in Queries)
        {
            if (data.GetTagItem(tag) is not string text) continue;
            int query = tag == "url.query" ? 0 : text.IndexOf('?', StringComparison.Ordinal);
            if (query >= 0) data.SetTag(tag, query == 0 ? null : text[..query]);
        }
    }
}

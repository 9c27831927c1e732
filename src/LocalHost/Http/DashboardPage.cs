using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Dashboard;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.LocalHost.Http;

/// <summary>The dashboard at the root of the host, open to everybody: its files hold no data.</summary>
internal static class DashboardPage
{
    public static void Use(WebApplication app, PageRequests page)
    {
        app.Use(async (context, next) =>
        {
            // The path without its slash: a file's name never begins with one.
            string file = context.Request.Path.Value is { Length: > 0 } path ? path[1..] : "";
            if (SameSiteGuard.IsReading(context.Request) && await page.FindAsync(context.Request, file, context.RequestAborted) is { } found) await found.ExecuteAsync(context);
            else await next(context);
        });

        // What comes this far asks for a page that there is not.
        app.MapGet("/", context => Problem.WriteAsync(context, StatusCodes.Status404NotFound, PageOptions.NotBuilt));
    }
}

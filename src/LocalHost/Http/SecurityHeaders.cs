using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Dashboard;

namespace ServerlessTraining.LocalHost.Http;

/// <summary>Headers of every response, the page's or not: nothing of another site may run, frame, sniff or learn anything here.</summary>
internal static class SecurityHeaders
{
    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        // At the last moment: whoever clears a response to write another would clear these as well.
        context.Response.OnStarting(
            static state =>
            {
                PageHeaders.Add(((HttpContext)state).Response.Headers);
                return Task.CompletedTask;
            },
            context);
        return next(context);
    }
}

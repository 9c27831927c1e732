using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.LocalHost.Keys;

/// <summary>Turns a one-time link into a cookie, so that the page needs no key and no script can read one.</summary>
internal static class SignIn
{
    private const string Path = "/signin";
    private const string Once = "once";

    /// <summary>With the port in it: cookies belong to a host name whatever the port, and two clones may run on one machine.</summary>
    public static string CookieName(int port) => $"st_session_{port}";

    public static string LinkFor(Uri url, string token) => new Uri(url, $"{Path}?{Once}={token}").AbsoluteUri;

    public static void Map(WebApplication app, Sessions sessions, int port) => app.MapGet(Path, context =>
    {
        string token = context.Request.Query[Once].ToString();
        if (sessions.Redeem(token) is not { } session)
        {
            return Problem.WriteAsync(
                context, StatusCodes.Status403Forbidden,
                $"The sign-in link is wrong, used already or older than {Sessions.LinkLife.TotalMinutes:0} minutes. Stop with ./st down, and ./run shows a new one.");
        }

        context.Response.Cookies.Append(CookieName(port), session, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
        return Task.CompletedTask;
    });
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.LocalHost.Keys;

/// <summary>Turns a one-time link into a cookie, so that the page needs no key and no script can read one.</summary>
internal static class SignIn
{
    private const string Path = "/signin";
    private const string Once = "once";
    private const string NewLink = Path + "/link";

    /// <summary>With the port in it: cookies belong to a host name whatever the port, and two clones may run on one machine.</summary>
    public static string CookieName(int port) => $"st_session_{port}";

    public static string LinkFor(Uri url, string token) => new Uri(url, $"{Path}?{Once}={token}").AbsoluteUri;

    public static void Map(WebApplication app, Sessions sessions, Uri url, int port)
    {
        app.MapGet(Path, context => RedeemAsync(context, sessions, port));

        // For who has the key: the first link is used up, or the host was started again.
        app.MapPost(NewLink, context => context.Response.WriteAsJsonAsync(
            new SignInLink(LinkFor(url, sessions.IssueLink()), (int)Sessions.LinkLife.TotalMinutes), ApiJson.Options)).WithMetadata(NeedsKey.Always);
    }

    private static Task RedeemAsync(HttpContext context, Sessions sessions, int port)
    {
        string token = context.Request.Query[Once].ToString();
        if (sessions.Redeem(token) is not { } session)
        {
            return Problem.WriteAsync(
                context, StatusCodes.Status403Forbidden,
                $"The sign-in link is wrong, used already or older than {Sessions.LinkLife.TotalMinutes:0} minutes. ./st open shows a new one.");
        }

        context.Response.Cookies.Append(CookieName(port), session, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
        return Task.CompletedTask;
    }
}

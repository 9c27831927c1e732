using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.LocalHost.Http;

/// <summary>Keeps pages of other sites out: those that have their name point to 127.0.0.1, and those that send requests here from where they are.</summary>
internal static class SameSiteGuard
{
    private static readonly string[] Hosts = ["127.0.0.1", "localhost"];

    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        if (!Hosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            return Problem.WriteAsync(
                context, StatusCodes.Status400BadRequest, $"Host is '{FieldFault.Show(request.Host.Value ?? string.Empty)}'; {string.Join(" or ", Hosts)} is allowed.");
        }

        if (IsReading(request) || IsOwnOrigin(request, whenAbsent: true)) return next(context);
        return Problem.WriteAsync(
            context, StatusCodes.Status403Forbidden,
            $"Origin is '{FieldFault.Show(request.Headers.Origin.ToString())}'; only {Own(request)} may send {FieldFault.Show(request.Method)} here.");
    }

    public static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    public static bool IsOwnOrigin(HttpRequest request, bool whenAbsent) =>
        request.Headers.Origin.Count == 0 ? whenAbsent : string.Equals(request.Headers.Origin, Own(request), StringComparison.OrdinalIgnoreCase);

    private static string Own(HttpRequest request) => $"{request.Scheme}://{request.Host.Value}";
}

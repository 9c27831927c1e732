using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.LocalHost.Http;

/// <summary>The dashboard's built files, open to everybody: they hold no data.</summary>
internal static class DashboardFiles
{
    public static void Use(WebApplication app, string folder)
    {
        if (!Directory.Exists(folder))
        {
            app.MapGet("/", context => Problem.WriteAsync(
                context, StatusCodes.Status404NotFound, "The dashboard is not built. Build it: npm --prefix src/Dashboard ci && npm --prefix src/Dashboard run build"));
            return;
        }

        PhysicalFileProvider files = new(folder);
        app.Lifetime.ApplicationStopped.Register(files.Dispose);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = KeepFresh });
    }

    // A rebuilt page must not meet the scripts of the old one; asking each time costs nothing on one machine.
    private static void KeepFresh(StaticFileResponseContext response) => response.Context.Response.Headers.CacheControl = "no-cache";
}

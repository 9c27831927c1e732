using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using ServerlessTraining.Orchestration.Dashboard;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.LocalHost.Http;

/// <summary>The dashboard's built files, open to everybody: they hold no data.</summary>
internal static class DashboardFiles
{
    public static void Use(WebApplication app, string folder)
    {
        if (!Directory.Exists(folder))
        {
            app.MapGet("/", context => Problem.WriteAsync(context, StatusCodes.Status404NotFound, PageOptions.NotBuilt));
            return;
        }

        PhysicalFileProvider files = new(folder);
        app.Lifetime.ApplicationStopped.Register(files.Dispose);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = new FileExtensionContentTypeProvider(new Dictionary<string, string>(PageFileTypes.ByExtension, StringComparer.OrdinalIgnoreCase)),
            OnPrepareResponse = SetCaching,
        });
    }

    private static void SetCaching(StaticFileResponseContext response) =>
        response.Context.Response.Headers.CacheControl = PageHeaders.CacheControlOf(response.Context.Request.Path.Value!.TrimStart('/'));
}

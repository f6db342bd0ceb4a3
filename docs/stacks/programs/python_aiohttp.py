import asyncio
import sys

import aiohttp


async def download(url, token, file):
    async with aiohttp.ClientSession() as session:
        async with session.get(url, headers={"Authorization": "Bearer " + token}) as response:
            print("status", response.status, flush=True)
            with open(file, "wb") as out:
                async for chunk in response.content.iter_chunked(65536):
                    out.write(chunk)


asyncio.run(download(*sys.argv[1:]))
